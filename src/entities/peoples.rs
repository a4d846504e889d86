//! Which people belongs to which place: "Armenian" to "Armenia".

use crate::{Entity, EntityKind};

/// Links groups to the place of the article that they are the people of. Linear in the entities,
/// and in the list for each group.
pub fn relate(entities: &mut [Entity]) {
    let place = |name: &str, entities: &[Entity]| {
        let country = countries_of(name)?;
        let fits = |e: &&Entity| e.kind == EntityKind::Place && country.contains(&e.name.as_str());
        entities.iter().find(fits).map(|e| e.id)
    };
    let groups: Vec<usize> = (0..entities.len())
        .filter(|&i| entities.get(i).is_some_and(|e| e.kind == EntityKind::Group))
        .collect();
    for i in groups {
        let found = entities.get(i).and_then(|e| place(&e.name, entities));
        if let Some(entity) = entities.get_mut(i) {
            entity.related = found;
        }
    }
}

/// The names of the country that a people lives in.
fn countries_of(people: &str) -> Option<Vec<&'static str>> {
    let singular = people.strip_suffix('s').unwrap_or(people);
    include_str!("../../data/lexicon/peoples.txt")
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(_, peoples)| peoples.split(", ").any(|p| p == people || p == singular))
        .map(|(countries, _)| countries.split(", ").collect())
}
