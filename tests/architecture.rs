//! The arrows between the modules of the core, read from their sources: who may use whom.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Every room of `src/` and the rooms that its modules may use besides their own; `lib` is the root itself.
const ROOMS: [(&str, &[&str]); 9] = [
    ("calendar", &[]),
    ("data", &["calendar"]),
    ("law", &["data", "calendar"]),
    ("identity", &["law", "data", "calendar"]),
    ("lifecycle", &["identity", "law", "data", "calendar"]),
    ("application", &["lifecycle", "identity", "law", "data", "calendar"]),
    ("limits", &["application", "lifecycle", "identity", "law", "data", "calendar"]),
    ("lib", &["law", "data"]),
    ("wasm", &["lib", "limits", "application", "lifecycle", "identity", "law", "data", "calendar"]),
];
/// What only `wasm` may name.
const OF_JAVASCRIPT: [&str; 3] = ["wasm_bindgen", "js_sys", "extern \"C\""];
/// An hour, and the offset of Kazakhstan, as they would be written outside of `calendar`.
const OF_TIME_ZONES: [&str; 5] = ["3600", "3_600", "18000", "18_000", "300.0"];

/// The sources by the path of their module: `law::duty`, `law` for its `mod.rs`, `lib` for the root.
type Sources = BTreeMap<String, String>;

/// What of a source is code: without comments, and without the tests at its end.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let uncommented = source.lines().map(|line| {
        let is_comment = |place: &usize| line.get(..*place).unwrap().matches('"').count().is_multiple_of(2);
        let end = line.match_indices("//").map(|(place, _)| place).find(is_comment);
        line.get(..end.unwrap_or(line.len())).unwrap()
    });
    uncommented.collect::<Vec<_>>().join("\n")
}

/// The paths that begin here, with those in braces apart: `{a::B, c}` after `x` are `x::a::B` and `x::c`.
fn tree(text: &mut &str, prefix: &str, paths: &mut BTreeSet<String>) {
    *text = text.trim_start();
    if let Some(rest) = text.strip_prefix('{') {
        *text = rest;
        while !text.trim_start().starts_with('}') {
            tree(text, prefix, paths);
            // ` as name` too.
            let end = text.find([',', '}']).unwrap_or(text.len());
            *text = text.get(end..).unwrap().trim_start_matches(',');
            if text.is_empty() {
                return;
            }
        }
        *text = text.trim_start().get(1..).unwrap();
        return;
    }
    let end = text.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    *text = rest;
    let path = match (prefix, name) {
        ("", name) => name.to_owned(),
        (prefix, "" | "self") => prefix.to_owned(),
        (prefix, name) => format!("{prefix}::{name}"),
    };
    match text.strip_prefix("::") {
        Some(rest) => {
            *text = rest;
            tree(text, &path, paths);
        }
        None => drop(paths.insert(path)),
    }
}

/// The paths that a module names, from the root of the crate.
fn paths(module: &str, code: &str, sources: &Sources) -> BTreeSet<String> {
    let parent = |module: &str| module.rsplit_once("::").map_or(String::new(), |(parent, _)| parent.to_owned());
    let own = if module == "lib" { "" } else { module };
    // The crate of the module names the other from outside.
    let roots = ["crate::", "kualik::"].map(|root| (root.to_owned(), String::new()));
    let mut starts = Vec::from(roots);
    starts.push(("super::".to_owned(), parent(own)));
    starts.push(("super::super::".to_owned(), parent(&parent(own))));
    // Only the file that declares a module can name it without more.
    let children = sources.keys().filter(|child| child.as_str() != "lib" && parent(child) == own);
    starts.extend(children.map(|child| (format!("{}::", child.rsplit("::").next().unwrap()), own.to_owned())));
    let mut paths = BTreeSet::new();
    for (start, prefix) in starts {
        let is_child = !["crate", "kualik", "super"].iter().any(|word| start.starts_with(word));
        for (place, _) in code.match_indices(&start) {
            let before = code.get(..place).unwrap().chars().next_back();
            if before.is_some_and(|before| before.is_alphanumeric() || before == '_' || before == ':') {
                continue;
            }
            let mut rest = code.get(if is_child { place } else { place + start.len() }..).unwrap();
            tree(&mut rest, &prefix, &mut paths);
        }
    }
    paths
}

/// The module that a path leads to: its longest beginning that is one.
fn module_of<'s>(path: &str, sources: &'s Sources) -> &'s str {
    let mut path = path;
    loop {
        if let Some((module, _)) = sources.get_key_value(path) {
            return module;
        }
        match path.rsplit_once("::") {
            Some((shorter, _)) => path = shorter,
            None => return "lib",
        }
    }
}

fn room(module: &str) -> &str {
    module.split("::").next().unwrap()
}

/// Everything that the sources do and the design forbids.
fn violations(sources: &Sources) -> Vec<String> {
    let is_folder = |module: &str| module == "lib" || sources.keys().any(|key| key.starts_with(&format!("{module}::")));
    let mut found = Vec::new();
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (module, source) in sources {
        let code = code(source);
        let Some((_, allowed)) = ROOMS.iter().find(|(known, _)| *known == room(module)) else {
            found.push(format!("{module} is of no known room"));
            continue;
        };
        for path in paths(module, &code, sources) {
            let used = module_of(&path, sources);
            if used == module {
                continue;
            }
            if is_folder(used) && room(module) != "wasm" {
                found.push(format!("{module} names {path}, which is no module of its own"));
            }
            if room(used) != room(module) && !allowed.contains(&room(used)) {
                found.push(format!("{module} → {used}"));
            }
            arrows.entry(module).or_default().insert(used);
        }
        let forbidden = |names: &[&str], home: &str| -> Vec<String> {
            let names = names.iter().filter(|name| room(module) != home && code.contains(**name));
            names.map(|name| format!("{module} names {name}")).collect()
        };
        found.extend(forbidden(&OF_JAVASCRIPT, "wasm"));
        found.extend(forbidden(&OF_TIME_ZONES, "calendar"));
    }
    // A circle is what is left when modules that use none, or that none uses, are taken away again and again.
    loop {
        let left: BTreeSet<&str> = arrows.keys().copied().collect();
        let used: BTreeSet<&str> = arrows.values().flatten().copied().collect();
        arrows.retain(|module, uses| used.contains(module) && uses.iter().any(|used| left.contains(used)));
        if arrows.len() == left.len() {
            break;
        }
    }
    if !arrows.is_empty() {
        found.push(format!("a circle among {}", arrows.into_keys().collect::<Vec<_>>().join(", ")));
    }
    found
}

fn read(folder: &Path, prefix: &str, sources: &mut Sources) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let module = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
        if path.is_dir() {
            read(&path, &module, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let module = if name == "mod" { prefix.to_owned() } else { module };
            sources.insert(module, fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_arrow_is_one_that_the_design_allows() {
    let mut sources = Sources::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut sources);
    assert!(sources.len() > 20, "{:?}", sources.keys());
    assert_eq!(violations(&sources), Vec::<String>::new());
}

/// What a module's source makes of a house that is sound without it.
fn with(module: &str, source: &str) -> Vec<String> {
    let sound = [
        ("lib", "pub mod calendar; pub mod data; pub mod law; use crate::data::answer::Answer; pub struct Version;"),
        ("calendar", "use chrono::NaiveDate; const HOUR: f64 = 3_600_000.0;"),
        ("data", "pub mod answer; pub mod value;"),
        ("data::answer", "use crate::calendar::CivilDate; use crate::data::value::Value;"),
        ("data::value", ""),
        ("law", "pub mod duty; pub mod ruleset;"),
        (
            "law::duty",
            "use crate::data::{answer::Answer, value::Value as Data}; fn f() { crate::law::ruleset::read() }",
        ),
        ("law::ruleset", "use crate::{calendar::CivilDate, data::answer::{self, Answer}};"),
        ("lifecycle", "use crate::data::answer; // A comment may say crate::law::duty and js_sys."),
        ("wasm", "mod codec;"),
        ("wasm::functions", "use wasm_bindgen::prelude::*; use kualik::{Version, law::duty, wasm::codec};"),
        ("wasm::codec", "use crate::data::value::Value;"),
    ];
    let mut sources: Sources = sound.iter().map(|(module, source)| ((*module).into(), (*source).into())).collect();
    assert_eq!(violations(&sources), Vec::<String>::new());
    sources.insert(module.into(), source.into());
    violations(&sources)
}

#[test]
fn forbidden_arrows_are_seen() {
    for (module, source, seen) in [
        ("law::duty", "use crate::wasm::codec::Written;", "law::duty → wasm::codec"),
        ("law::duty", "fn f() { let x = crate::wasm::codec::read(); }", "law::duty → wasm::codec"),
        ("law::duty", "use super::super::wasm::codec;", "law::duty → wasm::codec"),
        ("law::duty", "use kualik::wasm::codec::Written;", "law::duty → wasm::codec"),
        ("law::duty", "use crate::{data::value::Value, wasm::{codec::{self as words}}};", "law::duty → wasm::codec"),
        ("data::value", "use crate::law::ruleset::Ruleset;", "data::value → law::ruleset"),
        (
            "data::answer",
            "use crate::{\n    calendar::CivilDate,\n    lifecycle::Status,\n};",
            "data::answer → lifecycle",
        ),
        ("calendar", "use crate::data::value::Value;", "calendar → data::value"),
        ("law::duty", "use crate::lifecycle::Status;", "law::duty → lifecycle"),
        ("lifecycle", "use crate::Version;", "lifecycle → lib"),
        ("lifecycle", "use crate::data::*;", "lifecycle names data, which is no module of its own"),
        ("lib", "pub mod law; fn f() { lifecycle::advance() }", "lib → lifecycle"),
        ("data::value", "use crate::data::answer::Answer;", "a circle among data::answer, data::value"),
        ("data::value", "use super::answer::Answer;", "a circle among data::answer, data::value"),
        ("data", "pub mod answer; pub mod value; pub use value::Value; use crate::law::duty;", "data → law::duty"),
        ("law::duty", "use js_sys::Date;", "law::duty names js_sys"),
        ("lifecycle", "#[wasm_bindgen::prelude::wasm_bindgen] fn f() {}", "lifecycle names wasm_bindgen"),
        ("law::duty", "const OFFSET: f64 = 5.0 * 3_600_000.0;", "law::duty names 3_600"),
        ("cellar", "", "cellar is of no known room"),
    ] {
        let found = with(module, source);
        assert!(found.iter().any(|one| one == seen), "{source}: {found:?} without {seen:?}");
    }
}
