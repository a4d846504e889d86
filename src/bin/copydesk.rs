//! The command `copydesk`.
fn main() {}
