//! Trains and scores Copydesk's models.

mod entities;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("entities") => entities::run(&entities::Arguments::new(arguments.collect())),
        _ => Err("say what to train: entities".into()),
    }
}
