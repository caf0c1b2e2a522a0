use framework::App;
use users as _;

fn main() {
    report::report(App::new, &["/users"]);
}
