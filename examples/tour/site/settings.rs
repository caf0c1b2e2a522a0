//! Settings of the program's own: `[tour]` of `framework.toml`, `FRAMEWORK_TOUR_GREETING`, `--tour.greeting=…`.

use framework::prelude::*;

#[derive(Clone, Settings)]
#[settings("tour")]
struct TourSettings {
    /// How guests are greeted.
    #[settings(default = "Welcome")]
    greeting: String,
    /// How many rooms there are.
    #[settings(default = 12, range(1..=100))]
    rooms: u32,
    /// What opens the door.
    #[settings(secret)]
    key: Option<String>,
    #[settings(default = "candles")]
    light: Light,
}

#[derive(Debug, Clone, Copy, SettingValue)]
enum Light {
    Candles,
    DayLight,
}

/// The struct is found by its type, as a component is.
/// Try `/settings`
#[get_mapping("/settings")]
fn settings(State(tour): State<TourSettings>) -> String {
    let door = if tour.key.is_some() { "locked" } else { "open" };
    format!("{}! {} rooms, {:?}, the door is {door}.", tour.greeting, tour.rooms, tour.light)
}
