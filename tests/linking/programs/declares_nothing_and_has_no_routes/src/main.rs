use billing_api as _;
use framework::App;
use users as _;

fn main() {
    report::report(App::new, &[]);
}
