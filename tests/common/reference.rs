//! What a walk is, written a second time from the specification and straight over the JSON: the yardstick for
//! `domain::walk` and for the pass that proves the safety rules.
//!
//! It shares no code with `src/`: answers are a list, a deelboom is a stack of frames, and everything that happened
//! stands in one list of events in the order in which it happened.

use std::collections::HashMap;

use serde_json::Value;

/// Trees by id, with their nodes by id.
pub struct Files<'a> {
    trees: HashMap<&'a str, (&'a Value, HashMap<&'a str, &'a Value>)>,
}

impl<'a> Files<'a> {
    /// The trees among these files.
    pub fn of(files: &'a [Value]) -> Self {
        let trees = files
            .iter()
            .filter(|file| file["soort"] == "beslisboom")
            .map(|file| {
                let nodes = list(&file["knopen"]).iter().map(|knoop| (text(&knoop["id"]), knoop)).collect();
                (text(&file["id"]), (file, nodes))
            })
            .collect();
        Files { trees }
    }

    /// What the tree is for.
    pub fn vorm(&self, tree: &str) -> &'a str {
        text(&self.trees[tree].0["vorm"])
    }

    fn begin(&self, tree: &str) -> &'a str {
        text(&self.trees[tree].0["begin"])
    }

    fn node(&self, tree: &str, id: &str) -> &'a Value {
        self.trees[tree].1[id]
    }
}

/// Something that happened on a walk.
#[derive(Clone)]
pub enum Event<'a> {
    /// A question was answered.
    Answered {
        /// Path of the deelboom the question stands in, with a `/` at the end; empty in the outermost tree.
        prefix: String,
        /// The question.
        vraag: &'a Value,
        /// The answer.
        antwoord: &'a Value,
    },
    /// A handeling or lijst was passed.
    Passed {
        /// The handeling or lijst.
        knoop: &'a Value,
    },
    /// A deelboom ended.
    Ended {
        /// Path of the deelboom node.
        deelboom: String,
        /// The outcome reached in it.
        uitkomst: &'a Value,
    },
}

/// A walk: where it stands and what happened.
#[derive(Clone)]
pub struct RefWalk<'a> {
    /// Trees from the outermost in, each with the node where it stands.
    frames: Vec<(&'a str, &'a Value)>,
    /// What happened, in order.
    pub events: Vec<Event<'a>>,
}

impl<'a> RefWalk<'a> {
    /// The beginning of a walk.
    pub fn new(files: &Files<'a>, root: &'a str) -> Self {
        let mut walk = RefWalk { frames: vec![(root, files.node(root, files.begin(root)))], events: Vec::new() };
        walk.settle(files);
        walk
    }

    /// The node where the walk stands; an outcome when it is over.
    pub fn here(&self) -> &'a Value {
        self.frames.last().expect("a walk stands somewhere").1
    }

    /// Whether the walk is over.
    pub fn is_done(&self) -> bool {
        self.here()["type"] == "uitkomst"
    }

    /// The path before the ids of the tree the walk stands in.
    pub fn prefix(&self) -> String {
        let around = &self.frames[..self.frames.len() - 1];
        around.iter().map(|(_, knoop)| format!("{}/", text(&knoop["id"]))).collect()
    }

    /// The full path of the node where the walk stands.
    pub fn path(&self) -> String {
        self.prefix() + text(&self.here()["id"])
    }

    /// The answers that can be given now.
    pub fn possible(&self) -> Vec<&'a str> {
        match text(&self.here()["type"]) {
            "vraag" => list(&self.here()["antwoorden"]).iter().map(|antwoord| text(&antwoord["id"])).collect(),
            "handeling" | "lijst" => vec!["verder"],
            _ => Vec::new(),
        }
    }

    /// Goes on with an answer that is possible here.
    pub fn answer(&mut self, files: &Files<'a>, answer: &str) {
        let here = self.here();
        let naar = if here["type"] == "vraag" {
            let antwoord =
                list(&here["antwoorden"]).iter().find(|antwoord| antwoord["id"] == answer).expect("possible");
            self.events.push(Event::Answered { prefix: self.prefix(), vraag: here, antwoord });
            text(&antwoord["naar"])
        } else {
            assert_eq!(answer, "verder");
            self.events.push(Event::Passed { knoop: here });
            text(&here["naar"])
        };
        self.go(files, naar);
        self.settle(files);
    }

    fn go(&mut self, files: &Files<'a>, naar: &str) {
        let frame = self.frames.last_mut().expect("a walk stands somewhere");
        frame.1 = files.node(frame.0, naar);
    }

    /// Into deelbomen and out of them, until somebody has something to say or the walk is over.
    fn settle(&mut self, files: &Files<'a>) {
        loop {
            let here = self.here();
            if here["type"] == "deelboom" {
                let boom = text(&here["boom"]);
                self.frames.push((boom, files.node(boom, files.begin(boom))));
            } else if here["type"] == "uitkomst" && self.frames.len() > 1 {
                let deelboom = self.prefix().trim_end_matches('/').to_owned();
                self.events.push(Event::Ended { deelboom, uitkomst: here });
                self.frames.pop();
                let way = text(&self.here()["naar"][text(&here["id"])]).to_owned();
                self.go(files, &way);
            } else {
                return;
            }
        }
    }

    /// The outcome reached in this deelboom, if the walk came through it.
    pub fn ended(&self, path: &str) -> Option<&'a Value> {
        self.events.iter().find_map(|event| match event {
            Event::Ended { deelboom, uitkomst } if deelboom == path => Some(*uitkomst),
            _ => None,
        })
    }

    /// The actions of an outcome in the tree with this prefix: what it takes over first, then its own.
    pub fn actions(&self, prefix: &str, uitkomst: &'a Value) -> Vec<&'a Value> {
        let mut found = Vec::new();
        if let Some(over) = uitkomst["neemt_over"].as_str() {
            let path = format!("{prefix}{over}");
            if let Some(inner) = self.ended(&path) {
                found.extend(self.actions(&format!("{path}/"), inner));
            }
        }
        found.extend(list(&uitkomst["acties"]));
        found
    }

    /// Full paths of the questions with a *twijfel* that no later answer resolved, with the answer, in order.
    pub fn doubts(&self) -> Vec<(String, &'a Value)> {
        let mut open: Vec<(String, &Value)> = Vec::new();
        for event in &self.events {
            let Event::Answered { prefix, vraag, antwoord } = event else { continue };
            for earlier in list(&antwoord["lost_op"]) {
                open.retain(|(path, _)| *path != format!("{prefix}{}", text(earlier)));
            }
            if antwoord["id"] == "twijfel" {
                open.push((format!("{prefix}{}", text(&vraag["id"])), antwoord));
            }
        }
        open
    }
}

/// Every full walk through a tree.
pub fn every_walk<'a>(files: &Files<'a>, root: &'a str, mut visit: impl FnMut(&RefWalk<'a>)) {
    let mut open = vec![RefWalk::new(files, root)];
    while let Some(walk) = open.pop() {
        if walk.is_done() {
            visit(&walk);
        }
        for answer in walk.possible() {
            let mut next = walk.clone();
            next.answer(files, answer);
            open.push(next);
        }
    }
}

/// A JSON text; empty when it is something else.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A JSON list; empty when it is something else.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
