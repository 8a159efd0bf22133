//! What a story's bot and its Slack logged as a warning or an error. A story says which of it it provokes.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber, dispatcher};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::Registry;

type Lines = Arc<Mutex<Vec<String>>>;

/// Errors of threads that belong to no story, such as the database's own.
static ELSEWHERE: LazyLock<Lines> = LazyLock::new(Lines::default);

/// What one story logged, from when this is made until it is dropped.
///
/// A story runs on one thread, and so do all the tasks of its bot and its Slack: what that thread logs is
/// the story's. The database has threads of its own; the story that ends next reports their errors.
pub(super) struct Logged {
    lines: Lines,
    expected: Mutex<Vec<String>>,
    _listening: dispatcher::DefaultGuard,
}

impl Logged {
    pub(super) fn begin() -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let elsewhere = Recorder {
                lines: Arc::clone(&ELSEWHERE),
                least: Level::ERROR,
            };
            let listener = Registry::default().with(elsewhere);
            dispatcher::set_global_default(listener.into()).expect("nobody else listens");
        });
        let lines = Lines::default();
        let recorder = Recorder {
            lines: Arc::clone(&lines),
            least: Level::WARN,
        };
        Self {
            lines,
            expected: Mutex::default(),
            _listening: dispatcher::set_default(&Registry::default().with(recorder).into()),
        }
    }

    /// Lines with this in them are part of the story, however often they come.
    pub(super) fn expect(&self, part: &str) {
        locked(&self.expected).push(part.to_owned());
    }

    /// Whether there is a line with this in it.
    pub(super) fn has(&self, part: &str) -> bool {
        locked(&self.lines).iter().any(|line| line.contains(part))
    }

    /// The lines so far.
    pub(super) fn lines(&self) -> Vec<String> {
        locked(&self.lines).clone()
    }

    /// Fails when there are lines that the story did not expect, or not those that it did.
    pub(super) fn check(&self) {
        let (lines, expected) = (locked(&self.lines), locked(&self.expected));
        let is_expected = |line: &&String| expected.iter().any(|part| line.contains(part));
        let surprises: Vec<_> = lines.iter().filter(|it| !is_expected(it)).collect();
        assert!(
            surprises.is_empty(),
            "the story did not expect: {surprises:#?}"
        );
        for part in &*expected {
            let came = lines.iter().any(|line| line.contains(part));
            assert!(came, "the story expected {part:?} in the log: {lines:#?}");
        }
        let elsewhere = std::mem::take(&mut *locked(&ELSEWHERE));
        assert!(
            elsewhere.is_empty(),
            "logged by a thread of no story, perhaps for another one: {elsewhere:#?}"
        );
    }
}

struct Recorder {
    lines: Lines,
    least: Level,
}

impl<S: Subscriber> Layer<S> for Recorder {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let (level, target) = (*event.metadata().level(), event.metadata().target());
        // Other crates warn of slowness, which is real time and no part of any story.
        let is_ours = ["leadloop", "slack_sandbox"]
            .iter()
            .any(|it| target.starts_with(it));
        if level > self.least || (level > Level::ERROR && !is_ours) {
            return;
        }
        let mut line = Line(format!("{level} {target}:"));
        event.record(&mut line);
        locked(&self.lines).push(line.0);
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let written = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
        written.expect("a text takes everything");
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
