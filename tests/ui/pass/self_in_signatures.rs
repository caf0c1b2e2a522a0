use framework::prelude::*;

#[derive(Bean, Default)]
struct Thing {
    size: u8,
}

trait Describes {
    type Description;
}

impl Describes for Thing {
    type Description = String;
}

#[controller]
impl Thing {
    const SIZE: u8 = 1;

    #[construct]
    fn construct() -> Self {
        Self { size: Self::SIZE }
    }

    #[get_mapping]
    fn find(&self) -> Self {
        Self { size: self.size }
    }

    #[get_mapping]
    async fn list(&self) -> Result<Vec<Self>, Invalid> {
        Ok(Vec::new())
    }

    #[post_mapping]
    fn create(
        thing: Self,
        #[query] text: <Self as Describes>::Description,
        #[query(default = Self::SIZE)] size: u8,
    ) -> (HttpStatus, Self) {
        let _ = (text, size);
        (HttpStatus::CREATED, thing)
    }

    #[get_mapping]
    fn array(&self) -> [u8; Self::SIZE as usize] {
        [self.size]
    }
}

fn main() {}
