//! What becomes of every line: headline, deck, byline, date, body, or cut with a reason.

use std::ops::Range;
use std::sync::OnceLock;

use super::compose::is_rule;
use super::decode::Decision;
use super::facts::{Closing, Facts};
use super::features::Page;
use super::headline;
use super::lines::Line;
use super::reasons::{Place, Reasons, betrays_itself};
use crate::cues::Cue;
use crate::head::{self, Head};
use crate::{Reason, Role, Verdict, language, order};

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is part of the article's head.
    Part(Role),
    /// It is part of the body.
    Keep,
    /// It is cut.
    Cut(Reason),
}

/// A page with what was decided about its lines.
pub struct Judged {
    /// One for each line.
    pub fates: Vec<Fate>,
    /// The headline's line.
    pub title: Option<usize>,
    /// Authors and dates.
    pub head: Head,
    /// The body's language.
    pub language: Option<&'static str>,
}

/// A page on its way to a judgement.
pub struct Bench<'a> {
    /// The input.
    pub input: &'a str,
    /// Its lines.
    pub lines: &'a [Line],
    /// What is known of them.
    pub page: &'a Page,
    /// The reader's own decision on each line.
    pub said: Vec<Option<bool>>,
}

/// The reader's decision on each line: of several on a line, the last.
pub fn said(lines: &[Line], verdicts: &[Verdict]) -> Vec<Option<bool>> {
    let mut said = vec![None; lines.len()];
    for verdict in verdicts {
        let first = lines.partition_point(|line| line.end <= verdict.start);
        let on = lines.iter().zip(&mut said).skip(first);
        on.take_while(|(line, _)| line.start < verdict.end)
            .for_each(|(_, said)| *said = Some(verdict.keep));
    }
    said
}

impl Bench<'_> {
    /// Decides on every line, given the model's choice and its favourite for the headline.
    pub fn judge(&self, decision: &Decision, favourite: Option<usize>) -> Judged {
        let mut keep = decision.keep.clone();
        let title = favourite.map(|line| self.first_of_pair(line));
        let title = title.filter(|line| self.reader_says(*line) != Some(false));
        let repeats = self.repeats(title);
        self.keep_tables_whole(&mut keep);
        self.overrule(&mut keep, title, &repeats);
        self.obey_reader(&mut keep);
        let body = body_range(&keep, title);
        // What the reader struck names no author and no date either.
        let shown = |line: usize| match self.reader_says(line) {
            Some(false) => "",
            _ => self.text(line),
        };
        let texts: Vec<&str> = (0..self.lines.len()).map(shown).collect();
        let language = body_language(&keep, &texts);
        let head = head::find_head(&texts, title, body.clone(), language);
        let mut fates = self.reasons(&keep, title, &body, &repeats);
        self.name_parts(&mut fates, title, &head, &body);
        Judged {
            fates,
            title,
            head,
            language,
        }
    }

    fn facts(&self, line: usize) -> &Facts {
        static NOTHING: OnceLock<Facts> = OnceLock::new();
        self.page
            .facts
            .get(line)
            .unwrap_or_else(|| NOTHING.get_or_init(Facts::default))
    }

    fn text(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", |l| l.text(self.input))
    }

    fn reader_says(&self, line: usize) -> Option<bool> {
        self.said.get(line).copied().flatten()
    }

    fn obey_reader(&self, keep: &mut [bool]) {
        for (keep, said) in keep.iter_mut().zip(&self.said) {
            *keep = said.unwrap_or(*keep);
        }
    }

    /// Cuts what the model would keep but what cannot be body: repeats, and lines that say
    /// themselves what they are.
    fn overrule(&self, keep: &mut [bool], title: Option<usize>, repeats: &[bool]) {
        for (line, keep) in keep.iter_mut().enumerate() {
            let caption = self.is_caption_below(
                line,
                title,
                line > 0 && repeats.get(line - 1) == Some(&true),
            );
            let outside = repeats.get(line) == Some(&true) || Some(line) == title || caption;
            *keep &= !outside && !betrays_itself(self.facts(line));
        }
        self.cut_rules_at_the_end(keep);
    }

    /// A rule parts two pieces of the article: below the last one it parts nothing.
    fn cut_rules_at_the_end(&self, keep: &mut [bool]) {
        for (line, keep) in keep.iter_mut().enumerate().rev().filter(|(_, keep)| **keep) {
            if !is_rule(self.text(line)) {
                break;
            }
            *keep = false;
        }
    }

    /// Keeps all rows of a table, lines of as many cells without a gap, when at least half of them are kept.
    fn keep_tables_whole(&self, keep: &mut [bool]) {
        let cells = |line: usize| self.text(line).matches('\t').count();
        let mut rest = keep;
        let mut line = 0;
        while !rest.is_empty() {
            let own = cells(line);
            let below = line + 1..self.lines.len();
            let goes_on = |l: &usize| {
                own > 0 && cells(*l) == own && self.lines.get(*l).is_some_and(|l| l.gap == 0)
            };
            let rows = 1 + below.take_while(goes_on).count();
            let (table, tail) = rest.split_at_mut(rows.min(rest.len()));
            let kept = table.iter().filter(|keep| **keep).count();
            if 2 * kept >= rows {
                table.fill(true);
            }
            rest = tail;
            line += rows;
        }
    }

    /// A few words without a verb's company right below the headline, with prose below them, are
    /// what stood under the picture there; any few words are, below the headline's repeat.
    fn is_caption_below(&self, line: usize, title: Option<usize>, after_repeat: bool) -> bool {
        let facts = self.facts(line);
        let near = title.is_some_and(|title| (title + 1..=title + 3).contains(&line));
        let below = self.facts(line + 1);
        let named = facts.capitalised + facts.upper;
        near && (3..=12).contains(&facts.words)
            && facts.sentences == 0
            && facts.closing == Closing::Other
            && (after_repeat || facts.stop_words == 0 && 3 * named >= 2 * facts.words)
            && below.sentences > 0
            && below.words >= 12
    }

    /// Lines that repeat the headline, or a line of prose higher up word for word.
    fn repeats(&self, title: Option<usize>) -> Vec<bool> {
        let headline = title.map(|title| headline::Words::new(self.text(title)));
        let mut repeats = self.repeated_prose();
        for (line, repeats) in repeats.iter_mut().enumerate() {
            let again = |h: &headline::Words| h.repeated_by(self.text(line));
            *repeats |= Some(line) != title && headline.as_ref().is_some_and(again);
        }
        repeats
    }

    /// Lines of prose that stand word for word higher up.
    fn repeated_prose(&self) -> Vec<bool> {
        let mut repeats = vec![false; self.lines.len()];
        let order = order::by_key(self.lines.len(), |line| self.facts(line).hash as usize);
        for pair in order.windows(2) {
            let &[above, line] = pair else { continue };
            let (first, again) = (self.facts(above), self.facts(line));
            let same = (first.hash, first.words) == (again.hash, again.words);
            if let Some(repeats) = repeats.get_mut(line).filter(|_| again.words >= 12) {
                *repeats = same;
            }
        }
        repeats
    }

    /// The headline that the model picked, or the same words one or two lines above it: of such a pair the
    /// upper one is the headline and the lower one a picture's name.
    fn first_of_pair(&self, title: usize) -> usize {
        let words = headline::Words::new(self.text(title));
        let same = |line: &usize| words.repeated_by(self.text(*line));
        (title.saturating_sub(2)..title).find(same).unwrap_or(title)
    }

    fn reasons(
        &self,
        keep: &[bool],
        title: Option<usize>,
        body: &Range<usize>,
        repeats: &[bool],
    ) -> Vec<Fate> {
        let mut reasons = Reasons::default();
        let top = title.unwrap_or(body.start).min(body.start);
        let one = |(line, keep): (usize, &bool)| {
            if *keep {
                reasons.pass_kept();
                return Fate::Keep;
            }
            if self.reader_says(line) == Some(false) {
                return Fate::Cut(Reason::Other);
            }
            if repeats.get(line) == Some(&true) {
                return Fate::Cut(Reason::Duplicate);
            }
            let place = match line {
                _ if line < top => Place::Above,
                _ if line < body.end => Place::Inside,
                _ => Place::Below,
            };
            let run = self.page.short_run.get(line).copied().unwrap_or(0);
            let gap = self.lines.get(line).map_or(0, |l| l.gap);
            Fate::Cut(reasons.of(self.facts(line), place, run, gap))
        };
        keep.iter().enumerate().map(one).collect()
    }

    fn name_parts(
        &self,
        fates: &mut [Fate],
        title: Option<usize>,
        head: &Head,
        body: &Range<usize>,
    ) {
        let name = |fates: &mut [Fate], line: usize, role: Role, may_be_kept: bool| {
            if let Some(fate) = fates.get_mut(line) {
                let free = matches!(fate, Fate::Cut(_)) || (may_be_kept && *fate == Fate::Keep);
                if free && self.reader_says(line) != Some(false) {
                    *fate = Fate::Part(role);
                }
            }
        };
        if let Some(title) = title {
            name(fates, title, Role::Title, true);
        }
        let is_short = |line: usize| self.facts(line).words <= 30;
        // Ten "words" are 2023年5月20日 10時30分.
        let is_alone = |line: usize| self.facts(line).words <= 12;
        for line in head.byline_lines.iter().copied().filter(|l| is_short(*l)) {
            name(fates, line, Role::Byline, is_alone(line));
        }
        let dates = [head.published, head.modified];
        for line in dates
            .into_iter()
            .flatten()
            .map(|s| s.line)
            .filter(|l| is_short(*l))
        {
            name(fates, line, Role::Date, is_alone(line));
        }
        if let Some(deck) = title.and_then(|title| self.deck(fates, title, body)) {
            name(fates, deck, Role::Deck, true);
        }
    }

    /// The standfirst: a sentence or two right below the headline, set apart from the body by the
    /// byline, the date or the headline's repeat.
    fn deck(&self, fates: &[Fate], title: usize, body: &Range<usize>) -> Option<usize> {
        let below = fates.get(title + 1..(title + 4).min(fates.len()))?;
        let is_head = |fate: &Fate| {
            matches!(
                fate,
                Fate::Part(Role::Byline | Role::Date)
                    | Fate::Cut(Reason::Duplicate | Reason::Metadata)
            )
        };
        let offset = below.iter().position(|fate| !is_head(fate))?;
        let deck = title + 1 + offset;
        let facts = self.facts(deck);
        let sentence = (6..=60).contains(&facts.words) && facts.stop_words > 0;
        let own = facts.cues & !(1 << Cue::Agency as u32) == 0;
        let set_apart = match fates.get(deck)? {
            Fate::Keep => fates.get(deck + 1).is_some_and(is_head),
            Fate::Cut(Reason::Other | Reason::Caption | Reason::Navigation | Reason::Related) => {
                facts.sentences > 0 && deck < body.start.max(title + 3)
            }
            _ => false,
        };
        let free = self.reader_says(deck) != Some(false);
        (sentence && own && set_apart && free).then_some(deck)
    }
}

/// From the first kept line (below the headline, when there are any) to one past the last.
fn body_range(keep: &[bool], title: Option<usize>) -> Range<usize> {
    let from = title.map_or(0, |t| t + 1);
    let first = keep.iter().skip(from).position(|k| *k).map(|i| i + from);
    let first = first.or_else(|| keep.iter().position(|k| *k));
    let last = keep.iter().rposition(|k| *k);
    match (first, last) {
        (Some(first), Some(last)) => first..last + 1,
        _ => from.min(keep.len())..from.min(keep.len()),
    }
}

/// The language of the kept lines, from the first of them.
fn body_language(keep: &[bool], texts: &[&str]) -> Option<&'static str> {
    let kept = texts.iter().zip(keep).filter(|(_, keep)| **keep);
    let mut sample = String::new();
    for (text, _) in kept {
        if sample.len() > 40_000 {
            break;
        }
        sample.push_str(text);
        sample.push('\n');
    }
    language::detect(&sample)
}
