use framework::App;

fn main() {
    report::report(App::new, &[]);
}
