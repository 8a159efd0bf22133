//! What stands behind the day of a written date: the time of day, and its zone.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use super::in_zone;
use super::tokens::{Token, is_filler};

/// The instant of a date and the tokens of a time: `10:15`, `10.15.30 pm`, `10 AM`, `10:15 CET`.
pub(super) fn with_time(date: Date, tokens: &[Token], zone: &TimeZone) -> Option<Timestamp> {
    let is_lead_in = |token: &&Token| match token {
        Token::Sign(',' | '-' | '.') => true,
        Token::Word(word) => is_filler(word),
        _ => false,
    };
    let lead_in = tokens.iter().take_while(is_lead_in).count();
    let mut tokens = tokens.get(lead_in..).unwrap_or_default();
    let (mut clock, mut noon) = (Vec::new(), None);
    while let [Token::Number(value, _), rest @ ..] = tokens {
        clock.push(*value);
        tokens = match rest {
            [mark, after @ ..] if parts_clock(mark) && matches!(after, [Token::Number(..), ..]) => {
                after
            }
            _ => {
                tokens = rest;
                break;
            }
        };
    }
    if let [Token::Word(word), rest @ ..] = tokens
        && (word == "am" || word == "pm")
    {
        noon = Some(word == "pm");
        tokens = rest;
    }
    let (hour, minute, second) = match (clock.as_slice(), noon) {
        ([], None) => (0, 0, 0),
        (&[hour], Some(_)) => (hour, 0, 0),
        (&[hour, minute], _) => (hour, minute, 0),
        // A fourth number is a fraction of the second.
        (&[hour, minute, second] | &[hour, minute, second, _], _) => (hour, minute, second),
        _ => return None,
    };
    let hour = match noon {
        Some(is_pm) if (1..=12).contains(&hour) => hour % 12 + if is_pm { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    let time = Time::new(
        hour.try_into().ok()?,
        minute.try_into().ok()?,
        second.try_into().ok()?,
        0,
    )
    .ok()?;
    let local = date.to_datetime(time);
    match offset(tokens)? {
        Some(offset) => offset.to_timestamp(local).ok(),
        None => in_zone(local, zone),
    }
}

/// What stands between hours, minutes and seconds: `10:15`, `10.15`, `10h15`.
fn parts_clock(token: &Token) -> bool {
    match token {
        Token::Sign(sign) => matches!(sign, ':' | '.' | ','),
        Token::Word(word) => word == "h" || word == "u",
        Token::Number(..) => false,
    }
}

/// The zone behind a time: the outer none for one that is not understood, the inner for no zone.
fn offset(tokens: &[Token]) -> Option<Option<Offset>> {
    let is_noise = |token: &&Token| match token {
        Token::Sign('(' | ')' | ',') => false,
        Token::Word(word) => !is_filler(word),
        _ => true,
    };
    let tokens: Vec<_> = tokens.iter().filter(is_noise).collect();
    let minutes = match tokens.as_slice() {
        [] => return Some(None),
        [Token::Word(zone)] => match zone.as_str() {
            "z" | "utc" | "gmt" => 0,
            "bst" | "cet" | "mez" => 60,
            "cest" | "mesz" | "eet" => 120,
            "edt" => -240,
            "est" | "cdt" => -300,
            "cst" | "mdt" => -360,
            "mst" | "pdt" => -420,
            "pst" => -480,
            _ => return None,
        },
        [Token::Sign(sign), rest @ ..] => signed(*sign, rest)?,
        [Token::Word(zone), Token::Sign(sign), rest @ ..] if zone == "gmt" || zone == "utc" => {
            signed(*sign, rest)?
        }
        _ => return None,
    };
    Offset::from_seconds(minutes * 60).ok().map(Some)
}

fn signed(sign: char, rest: &[&Token]) -> Option<i32> {
    let minutes = match rest {
        [Token::Number(hours, 1 | 2)] => hours * 60,
        [Token::Number(both, 4)] => both / 100 * 60 + both % 100,
        [
            Token::Number(hours, 1 | 2),
            Token::Sign(':'),
            Token::Number(minutes, 2),
        ] => hours * 60 + minutes,
        _ => return None,
    };
    let minutes = i32::try_from(minutes).ok()?;
    match sign {
        '+' => Some(minutes),
        '-' | '−' => Some(-minutes),
        _ => None,
    }
}
