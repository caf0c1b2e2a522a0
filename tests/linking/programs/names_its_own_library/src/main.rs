use framework::App;
use names_its_own_library as _;

fn main() {
    report::report(App::new, &["/library"]);
}
