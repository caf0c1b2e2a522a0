//! The contract of an application, held against the one that is kept beside its source.

use std::{env, fmt::Write as _, fs, path::Path};

use crate::{App, Contract};

impl App {
    /// Compares its [contract](App::contract) with the one in a file, as `contract.json`, and fails where they differ,
    /// telling what breaks callers and what does not. `CONTRACT=write cargo test` writes the file, which is then reviewed
    /// and committed.
    ///
    /// A path that is not absolute begins where cargo runs tests: in the folder of the package.
    ///
    /// ```no_run
    /// # use framework_core as framework;
    /// use framework::App;
    ///
    /// // #[test]
    /// fn callers_can_rely_on_what_they_know() {
    ///     App::new().assert_contract("contract.json");
    /// }
    /// ```
    ///
    /// # Panics
    /// When they differ, the file is missing or no contract, or the application would not start.
    #[track_caller]
    pub fn assert_contract(&self, path: impl AsRef<Path>) {
        let (path, contract) = (path.as_ref(), self.contract().unwrap_or_else(|error| panic!("{error}")));
        let shown = path.display();
        if env::var_os("CONTRACT").is_some_and(|value| value == "write") {
            return fs::write(path, contract.to_string()).unwrap_or_else(|error| panic!("{shown}: {error}"));
        }
        let kept = fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{shown}: {error}; `CONTRACT=write cargo test` writes it"));
        let kept: Contract = kept.parse().unwrap_or_else(|error| panic!("{shown} is no contract: {error}"));
        if let Some(told) = told(&kept, &contract) {
            panic!("the contract is not the one in {shown}:\n{told}if that is meant: `CONTRACT=write cargo test`");
        }
    }
}

/// The changes, one a line; none where the contracts are the same.
fn told(kept: &Contract, contract: &Contract) -> Option<String> {
    if kept == contract {
        return None;
    }
    let mut told = String::new();
    for change in kept.changes(contract) {
        let _text_takes_all = writeln!(told, "  {change}");
    }
    if told.is_empty() {
        told += "  it says the same in other words\n";
    }
    Some(told)
}
