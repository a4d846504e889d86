//! Which people belongs to which place: "Armenian" to "Armenia".

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::{Entity, EntityKind};

/// Links groups to the place of the article that they are the people of. Linear in the entities.
pub fn relate(entities: &mut [Entity]) {
    let mut places: HashMap<String, u32> = HashMap::new();
    for entity in entities.iter().filter(|e| e.kind == EntityKind::Place) {
        places.entry(entity.name.clone()).or_insert(entity.id);
    }
    for group in entities.iter_mut().filter(|e| e.kind == EntityKind::Group) {
        let countries = countries_of(&group.name).unwrap_or_default();
        group.related = countries.split(", ").find_map(|c| places.get(c)).copied();
    }
}

/// The names of the country that a people lives in.
fn countries_of(people: &str) -> Option<&'static str> {
    static PEOPLES: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    let peoples = PEOPLES.get_or_init(|| {
        let lines = include_str!("../../data/lexicon/peoples.txt").lines();
        let pairs = lines.filter_map(|line| line.split_once(": "));
        let pairs =
            pairs.flat_map(|(countries, list)| list.split(", ").map(move |p| (p, countries)));
        // Of two countries the first counts.
        let mut peoples = HashMap::new();
        for (people, countries) in pairs {
            peoples.entry(people).or_insert(countries);
        }
        peoples
    });
    let singular = people.strip_suffix('s').unwrap_or(people);
    peoples
        .get(people)
        .or_else(|| peoples.get(singular))
        .copied()
}
