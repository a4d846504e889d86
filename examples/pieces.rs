use copydesk::page::{Base, blocks};
fn main() {
    let html = std::io::read_to_string(std::io::stdin()).unwrap();
    let t = std::time::Instant::now();
    let s = copydesk::html::parse(&html, copydesk::Limits::default()).unwrap();
    let t1 = t.elapsed();
    let base = Base::of(&s, None);
    let p = blocks::read(&s, &base);
    eprintln!("{} bytes {} nodes {} pieces; parse {:?} pieces {:?}", html.len(), s.len(), p.list.len(), t1, t.elapsed()-t1);
    if std::env::args().len() > 1 { return; }
    for (i, q) in p.list.iter().enumerate() {
        println!("{:?}{}{} {:?} {}", q.kind, if q.hidden {"!"} else {""}, if q.item.is_some() {"*"} else {""}, q.nodes, p.text_of(i).replace('\n', "⏎").replace('\t', "⇥").chars().take(150).collect::<String>());
    }
}
