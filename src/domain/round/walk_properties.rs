//! What holds for every round, whatever its zones, days, leave, travel and downtime.

use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::walk::{self, AMSTERDAM, World, at, rep};
use super::*;
use crate::domain::ask::AskStep;
use crate::domain::holidays::{Country, OwnHolidays};
use crate::domain::member::WorkingDays;
use crate::domain::working_time::WORKING_HOURS;

const AUCKLAND: &str = "Pacific/Auckland";
const LOS_ANGELES: &str = "America/Los_Angeles";

proptest! {
    #[test]
    fn any_round_ends_and_pings_only_in_working_time(
        zones in prop::collection::vec(prop::sample::select(vec![AUCKLAND, LOS_ANGELES, AMSTERDAM, "Asia/Kolkata", "Pacific/Apia"]), 1..4),
        day in 0_i64..800, hour in 0_i8..24, window in 3_u8..=10, bits in prop::collection::vec(1_u8..128, 4),
        away in prop::collection::vec(prop::option::of(-200_i64..400), 4), moves_at in 0_i64..300,
        moves_to in prop::sample::select(vec![AUCKLAND, LOS_ANGELES, AMSTERDAM]), down_hours in 0_i64..90,
        of_loop in prop::sample::select(vec![None, Some("NL"), Some("US"), Some("JP")]),
        own in prop::sample::select(vec![None, Some("none"), Some("BE"), Some("CN")]),
        by_status in prop::option::of(-200_i64..400),
    ) {
        let round_date = date(2025, 1, 1).saturating_add(SignedDuration::from_hours(24 * day));
        let home_due = at(&format!("{round_date}T{hour:02}:30[{AMSTERDAM}]"));
        let after = |hours: i64| home_due.saturating_add(SignedDuration::from_hours(hours)).unwrap();
        let mut reps = vec![];
        for (i, zone) in zones.iter().enumerate() {
            let mut rep = rep(&format!("rep {i}"), zone);
            rep.working_days = WorkingDays::from_bits(bits[i]).unwrap();
            rep.paused_until = away[i].map(after);
            rep.status_until = by_status.map(after);
            rep.holidays = own.and_then(OwnHolidays::from_code).unwrap_or_default();
            reps.push(rep);
        }
        let mut world = World::new(round_date, reps);
        world.feedback_loop.window_days = window;
        world.feedback_loop.country = of_loop.and_then(Country::from_code);
        world.feedback_loop.ask_at = time(hour, 30, 0, 0);

        world.run(after(-300), after(moves_at - 60));
        let dues: Vec<Timestamp> = world.rows.iter().map(|row| row.ask.due_at).collect();
        let logged = world.log.len();
        world.reps[0].zone = moves_to.into();
        world.run_to_the_end(after(moves_at - 60 + down_hours));

        prop_assert!(matches!(world.round.state, RoundState::Published | RoundState::Skipped));
        prop_assert_eq!(world.round.next_wake, None);
        for (row, due) in world.rows.iter().zip(dues) {
            prop_assert_eq!(row.ask.due_at, due, "a fixed instant never moves");
        }
        for (i, (at, seen)) in world.log.iter().enumerate() {
            let walk::Seen::Ask(name, AskStep::Send | AskStep::Remind) = seen else { continue };
            let mut zone = world.reps.iter().find(|rep| rep.id.as_str() == name).unwrap().clone();
            if i < logged && *name == "rep 0" {
                zone.zone = zones[0].into();
            }
            let local = zone.time_zone().to_datetime(*at);
            prop_assert!(local.time() >= WORKING_HOURS.0 && local.time() < WORKING_HOURS.1, "{local}");
            let calendar = zone.calendar(world.feedback_loop.country);
            prop_assert!(calendar.works_on(local.date()), "{local}");
            prop_assert!(zone.away_until().is_none_or(|until| *at >= until));
        }
        for row in &world.rows {
            let name = row.ask.member_id.as_str();
            prop_assert!(world.asked(name, AskStep::Send).len() <= 1);
            prop_assert!(world.asked(name, AskStep::Remind).len() <= 1);
            if let (Some(sent), Some(reminded)) = (row.ask.sent_at, row.ask.reminded_at) {
                prop_assert!(sent < reminded && reminded < row.ask.deadline_at);
            }
        }
        for published in world.did(RoundAction::Publish) {
            let day = published.to_zoned(world.feedback_loop.time_zone()).date();
            prop_assert!(world.feedback_loop.calendar().works_on(day), "{day}");
        }
        for (i, (_, seen)) in world.log.iter().enumerate() {
            let again = world.log[i + 1..].iter().any(|(_, later)| later == seen);
            prop_assert!(!again || *seen == walk::Seen::Round(RoundAction::FixAsks), "{seen:?} twice");
        }
    }

    #[test]
    fn a_second_look_at_the_same_instant_finds_nothing_to_do(steps in 1_usize..14) {
        let mut world = World::new(date(2026, 11, 16), vec![rep("sanne", AMSTERDAM), rep("joe", LOS_ANGELES)]);
        let mut now = at("2026-11-05T12:00[Europe/Amsterdam]");
        for _ in 0..steps {
            world.settle(now);
            let (log, round) = (world.log.len(), world.round.clone());
            world.settle(now);
            prop_assert_eq!(world.log.len(), log);
            prop_assert_eq!(&world.round, &round);
            let Some(wake) = round.next_wake else { break };
            now = wake;
        }
    }
}
