//! What JSON-LD says of an article.

use super::json::{self, Json};

/// What was found, the surest first.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// Headlines of articles.
    pub headlines: Vec<String>,
    /// Standfirsts of articles.
    pub descriptions: Vec<String>,
    /// Authors of articles: lists of names, and whether they are called persons.
    pub authors: Vec<(Vec<String>, bool)>,
    /// Days of articles.
    pub published: Vec<String>,
    /// Days of changes of articles.
    pub modified: Vec<String>,
    /// The day that a page, not an article, was made.
    pub page_published: Vec<String>,
    /// The day that a page was changed.
    pub page_modified: Vec<String>,
    /// Names of publishers and sites.
    pub sites: Vec<String>,
    /// Pictures of articles.
    pub images: Vec<String>,
    /// Languages.
    pub languages: Vec<String>,
    /// Addresses.
    pub urls: Vec<String>,
    /// Whether there is an article at all.
    pub is_article: bool,
}

/// Objects that are looked at.
const MOST: usize = 500;

/// Reads all scripts of a page. Linear in their text.
pub fn read<'a>(scripts: impl Iterator<Item = &'a str>) -> Linked {
    let values: Vec<Json> = scripts.flat_map(json::read).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect(value, &mut objects, 0);
    }
    let mut linked = Linked::default();
    for object in &objects {
        linked.add(object, &objects);
    }
    linked
}

/// The objects that speak for the page itself, not of what it lists.
fn collect<'a>(value: &'a Json, objects: &mut Vec<&'a Json>, depth: usize) {
    for item in value.items() {
        if objects.len() >= MOST || depth > 4 {
            return;
        }
        if let Json::List(_) = item {
            collect(item, objects, depth + 1);
        }
        if let Json::Object(_) = item {
            objects.push(item);
            for inside in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(value) = item.get(inside) {
                    collect(value, objects, depth + 1);
                }
            }
        }
    }
}

#[derive(PartialEq)]
enum Kind {
    Article,
    Page,
    Site,
    Other,
}

/// Types of things that are articles, beside those that end so.
const ARTICLES: [&str; 10] = [
    "BlogPosting",
    "DiscussionForumPosting",
    "HowTo",
    "LiveBlogPosting",
    "Recipe",
    "Report",
    "Review",
    "SocialMediaPosting",
    "ScholarlyArticle",
    "PodcastEpisode",
];

fn kind(object: &Json) -> Kind {
    let types = object.get("@type").map_or(&[][..], Json::items);
    let is = |test: &dyn Fn(&str) -> bool| {
        let mut names = types.iter().filter_map(Json::text);
        names.any(|name| test(name.rsplit('/').next().unwrap_or(name)))
    };
    if is(&|name| name.ends_with("Article") || ARTICLES.contains(&name)) {
        Kind::Article
    } else if is(&|name| name.ends_with("Page")) {
        Kind::Page
    } else if is(&|name| {
        name == "WebSite" || name.ends_with("Organization") || name == "NewsMediaOrganization"
    }) {
        Kind::Site
    } else {
        Kind::Other
    }
}

impl Linked {
    fn add(&mut self, object: &Json, all: &[&Json]) {
        let text = |name: &str| object.get(name).and_then(Json::text).map(str::to_owned);
        match kind(object) {
            Kind::Article => {
                self.is_article = true;
                self.headlines
                    .extend(text("headline").or_else(|| text("name")));
                self.descriptions.extend(text("description"));
                self.published.extend(text("datePublished"));
                self.modified.extend(text("dateModified"));
                for field in ["author", "creator"] {
                    let authors = object.get(field).and_then(|value| people(value, all));
                    self.authors.extend(authors);
                }
                self.images.extend(object.get("image").and_then(address));
                self.languages.extend(text("inLanguage"));
                self.urls.extend(text("url"));
                self.add_publisher(object, all);
            }
            Kind::Page => {
                self.page_published.extend(text("datePublished"));
                self.page_modified.extend(text("dateModified"));
                self.languages.extend(text("inLanguage"));
                self.urls.extend(text("url"));
                let authors = object.get("author").and_then(|value| people(value, all));
                self.authors.extend(authors);
                self.add_publisher(object, all);
            }
            Kind::Site => self.sites.extend(text("name")),
            Kind::Other => {}
        }
    }

    fn add_publisher(&mut self, object: &Json, all: &[&Json]) {
        let publisher = object.get("publisher").map(|value| resolved(value, all));
        let name = publisher.and_then(|p| p.get("name").unwrap_or(p).text());
        self.sites.extend(name.map(str::to_owned));
    }
}

/// The object that a reference such as `{"@id": …}` means, or the value itself.
fn resolved<'a>(value: &'a Json, all: &[&'a Json]) -> &'a Json {
    let id = value.get("@id").filter(|_| value.get("name").is_none());
    let Some(id) = id.and_then(Json::text) else {
        return value;
    };
    let same = |other: &&&Json| {
        other.get("name").is_some() && other.get("@id").and_then(Json::text) == Some(id)
    };
    all.iter().find(same).map_or(value, |found| *found)
}

/// The names in an author, nested as they may be, and whether they are of persons.
fn people(value: &Json, all: &[&Json]) -> Option<(Vec<String>, bool)> {
    let mut names = Vec::new();
    let mut persons = true;
    for item in value.items() {
        let item = resolved(item, all);
        let name = match item {
            Json::Object(_) => item.get("name").and_then(|name| {
                let inner = name.get("name").unwrap_or(name);
                inner.text()
            }),
            other => other.text(),
        };
        let kind = item.get("@type").and_then(Json::text).unwrap_or("Person");
        persons &= kind.ends_with("Person");
        names.extend(name.map(str::to_owned));
    }
    (!names.is_empty()).then_some((names, persons))
}

fn address(value: &Json) -> Option<String> {
    let first = value.items().first()?;
    let text = match first {
        Json::Object(_) => first.get("url").or(first.get("contentUrl"))?.text(),
        other => other.text(),
    };
    text.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphs_lists_and_references() {
        let script = r##"[{"@context": "x", "@graph": [
            {"@type": "WebSite", "name": "Harbour Post"},
            {"@type": ["NewsArticle"], "headline": "Ferry &amp; fog", "author": [{"@id": "#ana"}, {"@type": "Person", "name": "Ben Lo"}],
             "datePublished": "2024-05-02", "publisher": {"@type": "Organization", "name": "HP"}, "image": [{"url": "https://a.example/b.jpg"}]},
            {"@type": "Person", "@id": "#ana", "name": "Ana Roth"},
            {"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "Another"}]}]}]"##;
        let linked = read([script].into_iter());
        assert_eq!(linked.headlines, ["Ferry & fog"]);
        assert_eq!(
            linked.authors,
            [(vec!["Ana Roth".to_owned(), "Ben Lo".to_owned()], true)]
        );
        assert_eq!(linked.sites, ["Harbour Post", "HP"]);
        assert_eq!(linked.published, ["2024-05-02"]);
        assert_eq!(linked.images, ["https://a.example/b.jpg"]);
    }
}
