fn main() -> framework::Result<()> {
    {crate}::app().run()
}
