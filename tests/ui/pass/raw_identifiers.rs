use framework::prelude::*;

#[derive(Bean)]
#[bean(default)]
struct r#Struct {
    r#type: String,
    #[bean(default = 7)]
    r#match: u8,
}

#[derive(Bean)]
enum r#Enum {
    r#Try,
}

#[derive(Default)]
struct r#Loop;

#[controller]
impl r#Loop {
    #[get_mapping("/<type>")]
    fn r#fn(&self, r#type: &str, r#where: u8) -> String {
        format!("{type}{where}", r#type = r#type, r#where = r#where)
    }

    #[post_mapping]
    async fn r#await(&self, r#struct: r#Struct) -> r#Struct {
        r#struct
    }
}

#[get_mapping]
fn r#loop(r#enum: r#Enum, #[header] r#in: String) -> r#Enum {
    let _ = r#in;
    r#enum
}

fn main() {}
