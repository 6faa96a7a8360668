//! How the host answers: as it should, or as hosts go wrong, so that one can see what the page makes of it.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::{Value, json};

/// One way of answering a question.
#[derive(Clone, Copy, PartialEq)]
pub enum Conduct {
    /// At once, and once.
    Well,
    /// After the page has given up.
    Late,
    /// Two times.
    Twice,
    /// Something that is no answer.
    Wrongly,
    /// Not at all.
    Never,
}

/// How the next questions are answered; after the last one, well.
#[derive(Default)]
pub struct Conducts(VecDeque<Conduct>);

impl Conducts {
    /// Reads `late,twice,…`.
    pub fn parse(text: &str) -> Option<Self> {
        let one = |word: &str| match word {
            "well" => Some(Conduct::Well),
            "late" => Some(Conduct::Late),
            "twice" => Some(Conduct::Twice),
            "wrongly" => Some(Conduct::Wrongly),
            "never" => Some(Conduct::Never),
            _ => None,
        };
        text.split(',').map(one).collect::<Option<_>>().map(Self)
    }

    /// What is to be said, and after how long, for this answer.
    pub fn next(&mut self, answer: Value, patience: Duration) -> Vec<(Duration, Value)> {
        let at_once = |answer| (Duration::ZERO, answer);
        match self.0.pop_front().unwrap_or(Conduct::Well) {
            Conduct::Well => vec![at_once(answer)],
            Conduct::Late => vec![(patience * 3 / 2, answer)],
            Conduct::Twice => vec![at_once(answer.clone()), at_once(answer)],
            Conduct::Wrongly => {
                let mut wrong = answer;
                wrong["outcome"] = json!("perhaps");
                vec![at_once(wrong)]
            }
            Conduct::Never => vec![],
        }
    }
}
