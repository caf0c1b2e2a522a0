use std::{hint::black_box, mem::forget};

use framework_core::{__private::bench, RouteInfo, http::Method};

use crate::{
    Result,
    table::{TABLES, Table},
};

pub(crate) const OURS: &str = "ours";

/// How a router does each task.
#[derive(Clone, Copy)]
pub(crate) struct Router {
    pub(crate) name: &'static str,
    run: fn(&Work),
}

pub(crate) const ONLY_OURS: &[Router] = &[Router { name: OURS, run: ours }];
pub(crate) const ALL: &[Router] = &[
    Router { name: OURS, run: ours },
    Router { name: "matchit", run: matchit },
    Router { name: "wayfind", run: wayfind },
];

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Task {
    /// Builds a table.
    Build,
    /// Finds a route.
    Hit,
    /// Finds that there is none.
    Miss,
}

pub(crate) const EVERY_TASK: &[Task] = &[Task::Build, Task::Hit, Task::Miss];

impl Task {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Task::Build => "build",
            Task::Hit => "hit",
            Task::Miss => "miss",
        }
    }

    /// Enough to ask for every route of the largest table once.
    pub(crate) fn repetitions(self) -> usize {
        if self == Task::Build { 1 } else { 10_000 }
    }
}

/// One piece of work, repeated.
pub(crate) struct Work {
    table: &'static Table,
    task: Task,
    router: Router,
    size: usize,
    repetitions: usize,
}

impl Work {
    pub(crate) fn read(arguments: &[String]) -> Result<Self> {
        let [table, task, router, size, repetitions] = arguments else {
            return Err("usage: bench-router [<routes> build|hit|miss <router> <size> <repetitions>]".into());
        };
        let table = TABLES.iter().find(|known| known.name == *table).ok_or("no such routes")?;
        Ok(Work {
            table,
            task: *EVERY_TASK.iter().find(|known| known.name() == *task).ok_or("no such task")?,
            router: *table.routers.iter().find(|known| known.name == *router).ok_or("no such router")?,
            size: size.parse()?,
            repetitions: repetitions.parse()?,
        })
    }

    pub(crate) fn done(&self) -> bool {
        (self.router.run)(self);
        true
    }

    /// Pairs of neighbours, spread over the same range whatever the size, so that all paths are of one length.
    fn numbers(&self) -> impl Iterator<Item = usize> {
        let step = 10_000 / self.size;
        (0..self.size).map(move |index| index / 2 * 2 * step + index % 2)
    }

    fn patterns(&self) -> Vec<String> {
        self.numbers().map(self.table.pattern).collect()
    }

    fn repeat<R>(&self, build: impl Fn() -> R, find: impl Fn(&R, &str) -> bool) {
        if self.task == Task::Build {
            // Building alone is counted, so nothing is dropped.
            return (0..self.repetitions).for_each(|_| forget(black_box(build())));
        }
        let router = build();
        let path = if self.task == Task::Hit { self.table.hit } else { self.table.miss };
        let paths = self.numbers().map(path).collect::<Vec<_>>();
        for path in paths.iter().cycle().take(self.repetitions) {
            assert_eq!(find(&router, black_box(path)), self.task == Task::Hit, "{path}");
        }
    }
}

fn ours(work: &Work) {
    let route = |pattern: String| -> &'static RouteInfo {
        Box::leak(Box::new(RouteInfo {
            methods: &["GET"],
            pattern: pattern.leak(),
            captures: &[],
            rank: 0,
            function: "",
            module: "",
            package: "",
            file: "",
            line: 0,
            documentation: "",
            terms: framework_core::Terms::OPEN,
        }))
    };
    let routes = work.patterns().into_iter().map(route).collect::<Vec<_>>();
    work.repeat(|| bench::build(&routes), |table, path| black_box(bench::find(table, &Method::GET, path)));
}

fn matchit(work: &Work) {
    let patterns =
        work.patterns().iter().map(|pattern| pattern.replace('<', "{").replace('>', "}")).collect::<Vec<_>>();
    let build = || {
        let mut router = matchit::Router::new();
        for (index, pattern) in patterns.iter().enumerate() {
            router.insert(pattern, index).expect("a pattern that it knows");
        }
        router
    };
    work.repeat(build, |router, path| black_box(router.at(path)).is_ok());
}

fn wayfind(work: &Work) {
    let patterns = work.patterns();
    let build = || {
        let mut builder = wayfind::RouterBuilder::new();
        for (index, pattern) in patterns.iter().enumerate() {
            builder.insert(pattern, index).expect("a pattern that it knows");
        }
        builder.build()
    };
    work.repeat(build, |router, path| black_box(router.search(path)).is_some());
}
