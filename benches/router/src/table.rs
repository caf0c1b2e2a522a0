use crate::work::{ALL, EVERY_TASK, ONLY_OURS, Router, Task};

/// A kind of table: how its routes look, and paths, all of one length, that they answer and do not.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// Those that know such patterns.
    pub(crate) routers: &'static [Router],
    /// What is bounded.
    pub(crate) tasks: &'static [Task],
    /// From a number below 10,000.
    pub(crate) pattern: fn(usize) -> String,
    /// A path that this pattern answers.
    pub(crate) hit: fn(usize) -> String,
    /// A path of the same length that no pattern answers.
    pub(crate) miss: fn(usize) -> String,
}

pub(crate) const TABLES: [Table; 6] = [
    Table {
        name: "literals",
        routers: ALL,
        tasks: EVERY_TASK,
        pattern: |i| format!("/api/v1/route{i:04}/items"),
        hit: |i| format!("/api/v1/route{i:04}/items"),
        miss: |i| format!("/api/v1/route{i:04}/other"),
    },
    Table {
        name: "captures",
        routers: ALL,
        tasks: EVERY_TASK,
        pattern: |i| format!("/route{i:04}/<id>/items/<item>"),
        hit: |i| format!("/route{i:04}/{i:04}/items/first"),
        miss: |i| format!("/route{i:04}/{i:04}/other/first"),
    },
    Table {
        name: "tree",
        routers: ALL,
        tasks: EVERY_TASK,
        pattern: |i| format!("/group{:02}/<id>/part{:02}/<*rest>", i / 100, i % 100),
        hit: |i| format!("/group{:02}/{i:04}/part{:02}/one/two", i / 100, i % 100),
        miss: |i| format!("/group{:02}/{i:04}/none{:02}/one/two", i / 100, i % 100),
    },
    Table {
        name: "backtracking",
        routers: ALL,
        // Half of the paths go down a literal first, in vain.
        tasks: EVERY_TASK,
        pattern: |i| match i % 2 {
            0 => format!("/{i:04}/<id>/show"),
            _ => format!("/{:04}/mine/edit", i - 1),
        },
        hit: |i| format!("/{:04}/mine/{}", i / 2 * 2, if i % 2 == 0 { "show" } else { "edit" }),
        miss: |i| format!("/{:04}/mine/none", i / 2 * 2),
    },
    Table {
        name: "constraints",
        routers: ONLY_OURS,
        tasks: EVERY_TASK,
        pattern: |i| match i % 2 {
            0 => format!("/route{i:04}/<id|int>"),
            _ => format!("/route{:04}/<name||[a-z]+>", i - 1),
        },
        hit: |i| format!("/route{:04}/{}", i / 2 * 2, if i % 2 == 0 { "12345678" } else { "abcdefgh" }),
        miss: |i| format!("/route{:04}/ABCDEFGH", i / 2 * 2),
    },
    Table {
        name: "regular expressions in one place",
        routers: ONLY_OURS,
        // Each must be asked, so finding costs what their number says.
        tasks: &[Task::Build],
        pattern: |i| format!("/<name||route{i:04}>"),
        hit: |i| format!("/route{i:04}"),
        miss: |i| format!("/other{i:04}"),
    },
];
