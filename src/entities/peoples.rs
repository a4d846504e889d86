//! Which people belongs to which place: "Armenian" to "Armenia".

use std::collections::HashMap;

use crate::{Entity, EntityKind};

/// Links groups to the place of the article that they are the people of, by a list with a line
/// for each country. Linear in the entities,
/// and in the list of peoples for each group.
pub fn relate(entities: &mut [Entity], peoples: &str) {
    let mut places: HashMap<String, u32> = HashMap::new();
    for entity in entities.iter().filter(|e| e.kind == EntityKind::Place) {
        places.entry(entity.name.clone()).or_insert(entity.id);
    }
    for group in entities.iter_mut().filter(|e| e.kind == EntityKind::Group) {
        let countries = countries_of(&group.name, peoples).unwrap_or_default();
        group.related = countries.iter().find_map(|c| places.get(*c)).copied();
    }
}

/// The names of the country that a people lives in.
fn countries_of<'p>(people: &str, peoples: &'p str) -> Option<Vec<&'p str>> {
    let singular = people.strip_suffix('s').unwrap_or(people);
    peoples
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(_, peoples)| peoples.split(", ").any(|p| p == people || p == singular))
        .map(|(countries, _)| countries.split(", ").collect())
}
