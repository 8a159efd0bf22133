//! Source files as the rules see them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a rule finds in a file.
pub(super) type Rule = fn(&Source) -> Vec<Fault>;

/// A broken rule, as a compiler would tell it.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) rule: String,
}

/// A source file as the rules see it.
pub(super) struct Source {
    /// From the root of the repository, with `/`.
    pub(super) path: String,
    pub(super) lines: Vec<Line>,
}

pub(super) struct Line {
    pub(super) number: usize,
    /// Without comments.
    pub(super) code: String,
    pub(super) in_tests: bool,
}

impl Source {
    pub(super) fn new(path: &str, text: &str, only_for_tests: bool) -> Self {
        let mut lines = Vec::new();
        let mut in_tests = only_for_tests;
        let all: Vec<&str> = text.lines().collect();
        for (index, line) in all.iter().enumerate() {
            // By custom, a test module stands at the end of its file.
            let opens_tests = line.trim() == "#[cfg(test)]"
                && all
                    .get(index + 1)
                    .and_then(|next| module_line(next))
                    .is_some_and(|(_, is_here)| is_here);
            in_tests |= opens_tests;
            let code = line.split("//").next().unwrap_or_default();
            lines.push(Line {
                number: index + 1,
                // A URL in a text is no comment.
                code: if line.contains("://") && !line.trim_start().starts_with("//") {
                    (*line).to_owned()
                } else {
                    code.to_owned()
                },
                in_tests,
            });
        }
        Self {
            path: path.to_owned(),
            lines,
        }
    }

    /// The module right under `src/` to which the file belongs.
    pub(super) fn module(&self) -> &str {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        path.split(['/', '.']).next().unwrap_or_default()
    }

    pub(super) fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// A fault for every line of the program itself that `breaks` the rule.
    pub(super) fn faults(&self, rule: &str, breaks: impl Fn(&str) -> bool) -> Vec<Fault> {
        let program = self.lines.iter().filter(|line| !line.in_tests);
        self.faults_in(program, rule, breaks)
    }

    pub(super) fn faults_in<'l>(
        &self,
        lines: impl Iterator<Item = &'l Line>,
        rule: &str,
        breaks: impl Fn(&str) -> bool,
    ) -> Vec<Fault> {
        lines
            .filter(|line| breaks(&line.code))
            .map(|line| Fault {
                file: self.path.clone(),
                line: line.number,
                rule: rule.to_owned(),
            })
            .collect()
    }
}

/// The modules of the crate that a line of code names.
pub(super) fn named_modules(code: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let group = rest.strip_prefix('{').map(|it| it.split('}').next());
        match group.flatten() {
            Some(group) => names.extend(group.split(',').map(|it| first_word(it.trim()))),
            None => names.push(first_word(rest)),
        }
    }
    names
}

pub(super) fn first_word(code: &str) -> &str {
    let end = code.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &code[..end.unwrap_or(code.len())]
}

/// The name of the module that a line opens or declares, and whether its text stands right here.
pub(super) fn module_line(line: &str) -> Option<(&str, bool)> {
    let line = line.trim_start();
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ").map_or("", |(_, it)| it),
        Some(rest) => rest.trim_start(),
        None => line,
    };
    let rest = line.strip_prefix("mod ")?;
    Some((first_word(rest), rest.trim_end().ends_with('{')))
}

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no .{ending} files under {folder}");
    found
}

/// Files that a `#[cfg(test)] mod name;` makes part of the tests alone, and the folders beside them.
fn test_files(paths: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let is_root = ["mod.rs", "lib.rs", "main.rs"]
            .iter()
            .any(|it| path.ends_with(it));
        let folder = if is_root {
            path.parent().unwrap().to_owned()
        } else {
            path.with_extension("")
        };
        for index in (0..lines.len()).filter(|index| lines[*index] == "#[cfg(test)]") {
            let mut path_attribute = None;
            for line in &lines[index + 1..] {
                let attribute = line.strip_prefix("#[path = \"");
                if let Some(file) = attribute.and_then(|it| it.strip_suffix("\"]")) {
                    path_attribute = Some(file);
                } else if !line.starts_with("#[") {
                    if let Some((name, false)) = module_line(line) {
                        // A path attribute is read from the folder of the file that has it.
                        let file = path_attribute.map_or_else(
                            || folder.join(format!("{name}.rs")),
                            |it| path.with_file_name(it),
                        );
                        found.insert(file);
                        found.insert(folder.join(name));
                    }
                    break;
                }
            }
        }
    }
    found
}

pub(super) fn sources(folder: &str, ending: &str) -> Vec<Source> {
    let paths = files(folder, ending);
    let only_for_tests = test_files(&paths);
    paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.strip_prefix(root()).unwrap();
            let name = name.to_string_lossy().replace('\\', "/");
            let in_tests = path.ancestors().any(|it| only_for_tests.contains(it));
            Source::new(&name, &text, in_tests)
        })
        .collect()
}
