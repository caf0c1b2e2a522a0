//! Writes a hundred modules, each with a hundred routes.

use std::{env, fmt::Write, fs, io, path::Path};

fn main() -> io::Result<()> {
    let mut source = String::new();
    for hundred in 0..100 {
        let patterns: Vec<_> = (0..100).map(|route| format!("\"/many/{hundred}/{route}/<id>\"")).collect();
        let patterns = patterns.join(", ");
        let written = write!(
            source,
            "mod hundred_{hundred} {{\n    #[framework::get_mapping({patterns})]\n    \
             fn route(id: u64) -> u64 {{\n        id\n    }}\n}}\n"
        );
        written.map_err(io::Error::other)?;
    }
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no folder"))?;
    println!("cargo::rerun-if-changed=build.rs");
    fs::write(Path::new(&folder).join("many.rs"), source)
}
