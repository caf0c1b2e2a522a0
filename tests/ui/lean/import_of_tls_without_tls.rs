use framework::Tls;
//~^ [framework::Tls] unresolved import `framework::Tls`
//~| found an item that was configured out

fn main() {}
