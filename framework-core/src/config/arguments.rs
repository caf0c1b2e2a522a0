//! The command line.

use super::{
    SettingProblem, Source,
    written::{Assignment, Written},
};

#[derive(Default)]
pub(super) struct Arguments {
    pub(super) config: Option<String>,
    pub(super) help: bool,
    pub(super) assignments: Vec<Assignment>,
}

impl Arguments {
    /// `--name=value` or `--name value`.
    pub(super) fn parse(arguments: Vec<String>, problems: &mut Vec<SettingProblem>) -> Self {
        let mut parsed = Arguments::default();
        let mut arguments = arguments.into_iter().peekable();
        while let Some(argument) = arguments.next() {
            // Without the value: it may be a secret, though its name is misspelt.
            let shown = argument.split_once('=').map_or(argument.as_str(), |(name, _)| name).to_owned();
            let mut refuse = |reason: &str| {
                let source = Source::Argument(shown.clone());
                problems.push(SettingProblem::Unreadable { source, reason: reason.to_owned() });
            };
            if ["-h", "--help"].contains(&argument.as_str()) {
                parsed.help = true;
                continue;
            }
            let Some(option) = argument.strip_prefix("--") else {
                refuse("not understood; settings are written as `--http.port=8088`, and `--help` lists them");
                continue;
            };
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name.to_owned(), value.to_owned()),
                // `--http.port --help` lacks a value and asks for help.
                None => match arguments.next_if(|next| !next.starts_with("--")) {
                    Some(value) => (option.to_owned(), value),
                    None => {
                        refuse("needs a value; settings are written as `--http.port=8088`");
                        continue;
                    }
                },
            };
            match name.as_str() {
                "config" => parsed.config = Some(value),
                _ => parsed.assignments.push(Assignment {
                    key: name,
                    value: Written::Text(value),
                    source: Source::Argument(shown),
                }),
            }
        }
        parsed
    }
}
