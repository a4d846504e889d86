//! Why a line was cut: its own cues first, then the section that it stands in, then its shape.

use super::facts::{Closing, Facts};
use crate::Reason;
use crate::cues::Cue;

/// What a cue says about a line that is cut, the most telling first.
const BY_CUE: [(Cue, Reason); 12] = [
    (Cue::Consent, Reason::Consent),
    (Cue::Comment, Reason::Comment),
    (Cue::Ad, Reason::Ad),
    (Cue::Subscribe, Reason::Subscribe),
    (Cue::Share, Reason::Share),
    (Cue::Related, Reason::Related),
    (Cue::Legal, Reason::Legal),
    (Cue::Caption, Reason::Caption),
    (Cue::Credit, Reason::Credit),
    (Cue::Metadata, Reason::Metadata),
    (Cue::Bio, Reason::Metadata),
    (Cue::Navigation, Reason::Navigation),
];

/// Where a cut line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Above the headline, or above the body when there is none.
    Above,
    /// Between the headline and the end of the body.
    Inside,
    /// Below the body.
    Below,
}

/// Goes down the page and finds a reason for each line that is cut.
#[derive(Default)]
pub struct Reasons {
    /// The reason that the section's heading gave, while it lasts.
    section: Option<Reason>,
    /// Whether the line above was advertising.
    in_ad: bool,
}

impl Reasons {
    /// A kept line ends the section.
    pub fn pass_kept(&mut self) {
        self.in_ad = false;
        self.section = None;
    }

    /// The reason for a line that was cut, with `gap` blank lines above it and `short_run` short
    /// lines around it.
    pub fn of(&mut self, facts: &Facts, place: Place, short_run: u32, gap: u8) -> Reason {
        let own = own_reason(facts);
        if let Some(reason) = own {
            self.open_section(reason, facts);
        }
        // The lines of an advertisement stand together.
        let goes_on = self.in_ad && gap == 0 && facts.words >= 5;
        let reason = own.or(goes_on.then_some(Reason::Ad)).unwrap_or_else(|| {
            let section = self.section.filter(|reason| lasts(*reason, facts));
            section.unwrap_or_else(|| by_shape(facts, place, short_run))
        });
        self.in_ad = reason == Reason::Ad;
        reason
    }

    fn open_section(&mut self, reason: Reason, facts: &Facts) {
        let is_heading = facts.words <= 8 && facts.sentences == 0;
        match reason {
            Reason::Related | Reason::Comment | Reason::Consent if is_heading => {
                self.section = Some(reason);
            }
            Reason::Legal if facts.words >= 8 => self.section = Some(reason),
            Reason::Metadata | Reason::Ad | Reason::Share => {}
            _ => self.section = None,
        }
    }
}

/// Whether a section goes on over a line.
fn lasts(section: Reason, facts: &Facts) -> bool {
    match section {
        Reason::Legal => facts.sentences > 0,
        _ => true,
    }
}

/// Whether a line that the model would keep says itself that it is no part of the article. Of the
/// lines like these that the model kept on pages it had not learned from, four in five were
/// wrongly kept; of those that end with a picture's credit, 141 in 145.
pub fn betrays_itself(facts: &Facts) -> bool {
    let has = Facts::has;
    let short = facts.words <= 30;
    let teaser = has(facts.first_cues, Cue::Related) && (4..=30).contains(&facts.words);
    let credit = has(facts.cues, Cue::Credit) && short;
    let notice = has(facts.cues, Cue::Ad) && short;
    let offer = has(facts.first_cues, Cue::Subscribe) && (7..=30).contains(&facts.words);
    (teaser && facts.closing != Closing::Stop) || credit || notice || offer || facts.credited
}

/// A credit of more words stands behind a caption.
const LONE_CREDIT: u32 = 9;

fn own_reason(facts: &Facts) -> Option<Reason> {
    let has = Facts::has;
    let find = |bits: u32| {
        BY_CUE
            .iter()
            .find(|(cue, _)| has(bits, *cue))
            .map(|(_, reason)| *reason)
    };
    if facts.copyright
        && facts.sentences + facts.numbers > 0
        && !has(facts.cues, Cue::Caption)
        && facts.words < 12
    {
        return Some(if has(facts.cues, Cue::Agency) {
            Reason::Credit
        } else {
            Reason::Legal
        });
    }
    if facts.credited {
        let alone = facts.words <= LONE_CREDIT;
        return Some(if alone {
            Reason::Credit
        } else {
            Reason::Caption
        });
    }
    let row = facts.row_of.map_or(0, |cue| 1 << cue as u32);
    find(facts.whole_cues)
        .or_else(|| find(row))
        .or_else(|| find(facts.cues))
        .or_else(|| {
            let stamped = facts.dated && facts.words <= 14 && facts.sentences == 0;
            let written = has(facts.cues, Cue::Byline)
                || has(facts.cues, Cue::Published)
                || has(facts.cues, Cue::Updated);
            (stamped || (written && facts.words <= 14)).then_some(Reason::Metadata)
        })
}

fn by_shape(facts: &Facts, place: Place, short_run: u32) -> Reason {
    let furniture = facts.words == facts.numbers || facts.currency && facts.words <= 4;
    match place {
        _ if furniture => Reason::Metadata,
        Place::Above if facts.words <= 12 => Reason::Navigation,
        Place::Inside if (3..=40).contains(&facts.words) && short_run < 4 => Reason::Caption,
        Place::Below if short_run >= 3 => Reason::Navigation,
        Place::Below if (4..=25).contains(&facts.words) && facts.closing != Closing::Stop => {
            Reason::Related
        }
        _ if facts.words <= 4 => Reason::Navigation,
        _ => Reason::Other,
    }
}
