use framework::prelude::*;

#[derive(Default, Clone)]
struct Users;

#[controller("/users")]
impl Users
where
    Self: Clone,
    Vec<Users>: Clone,
{
    #[get_mapping]
    fn count(&self) -> u8
    where
        Self: Send,
        String: Clone,
    {
        let _ = self.clone();
        1
    }

    #[get_mapping]
    async fn longest<'a>(&'a self, #[query] name: &'a str) -> usize
    where
        Self: 'a,
    {
        name.len()
    }
}

#[get_mapping("/one")]
#[get_mapping("/two")]
fn several() -> u8
where
    u8: Copy,
{
    1
}

fn main() {}
