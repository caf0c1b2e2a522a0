// Its own routes alone, whatever else is linked.
framework::link!();
framework::link!(framework,);
framework::link!(r#framework, std);

#[framework::main]
fn main() -> framework::Result<()> {
    Ok(())
}
