framework::resources!(public);
//~^ [public] a text stands in quotes: `resources("public")`

fn main() {}
