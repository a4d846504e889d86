//! Pages of any size to clean, made from the fixtures.

/// A small generator of numbers, so that the pages are the same in every run.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

const PAGES: [&str; 6] = [
    include_str!("../../tests/fixtures/ad--notice-inside-body.txt"),
    include_str!("../../tests/fixtures/head--deck-and-repeat.txt"),
    include_str!("../../tests/fixtures/heading--lower-case.txt"),
    include_str!("../../tests/fixtures/related--see-also-inside.txt"),
    include_str!("../../tests/fixtures/subscribe--wall-inside.txt"),
    include_str!("../../tests/fixtures/table--tabs.txt"),
];

/// About `bytes` bytes of pasted pages one after another, their long lines with the words in
/// ever new order, so that no two pages are the same.
pub fn pages(bytes: usize) -> String {
    let mut random = Lcg(1);
    let mut text = String::with_capacity(bytes + 4096);
    while text.len() < bytes {
        for line in PAGES[random.below(PAGES.len())].lines() {
            let mut words: Vec<&str> = line.split(' ').collect();
            if words.len() > 8 {
                for i in (1..words.len() - 1).rev() {
                    words.swap(i, 1 + random.below(i));
                }
            }
            text.push_str(&words.join(" "));
            text.push('\n');
        }
    }
    text
}
