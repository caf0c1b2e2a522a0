//! Forms: what a visitor writes and sends, judged field by field.

use framework::prelude::*;

/// A table that somebody wants, as a form, a form with a file, or JSON.
#[derive(Bean)]
#[bean(input)]
struct Reservation {
    #[bean(length(2..=40))]
    name: String,
    #[bean(range(1..=12))]
    guests: u8,
    #[bean(email)]
    mail: String,
    #[bean(default)]
    vegetarian: bool,
    #[bean(default)]
    wish: Vec<String>,
    address: Address,
    /// Whatever file it is.
    voucher: Option<UploadedFile>,
}

/// Its fields are called `address.street` and `address.city` in a form.
#[derive(Bean)]
struct Address {
    street: String,
    #[bean(length(2..=60))]
    city: String,
}

#[derive(Default)]
struct Forms;

#[controller("/forms")]
impl Forms {
    /// A form as HTML has them; what is wrong is shown beside its field, by the JSON pointers of the answer.
    /// Try `/forms/table`
    #[get_mapping("/table")]
    fn page(&self) -> &'static str {
        "$file::/table.html"
    }

    /// A bean from a form or from JSON: the body says which. What is wrong is a 422 that names every field.
    /// Try `curl -F name=Ada -F guests=2 -F mail=ada@example.org -F address.street=High -F address.city=Ely -F voucher=@README.md http://127.0.0.1:8550/forms/table`
    /// Try `curl --data 'guests=200&mail=x&address[city]=E' http://127.0.0.1:8550/forms/table`
    #[post_mapping("/table")]
    fn reserve(&self, reservation: Reservation, cookies: Cookies) -> PlainTextResponse {
        let Reservation { name, guests, mail, vegetarian, wish, address, voucher } = reservation;
        let mut text = format!("A table for {guests}, {name} <{mail}> of {}, {}.", address.street, address.city);
        if vegetarian {
            text += " Vegetarian.";
        }
        if !wish.is_empty() {
            text += &format!(" Wishes: {}.", wish.join(", "));
        }
        if let Some(voucher) = voucher {
            text += &format!(" Voucher: {}, {} bytes.", voucher.file_name().unwrap_or("no name"), voucher.len());
        }
        cookies.set(("guest", name));
        PlainTextResponse::new(text)
    }

    /// From a cookie, which the form has set.
    /// Try `/forms/guest`
    #[get_mapping]
    fn guest(&self, #[cookie(default = "nobody")] guest: &str) -> String {
        format!("The last table was reserved by {guest}.")
    }

    /// Files one after the other, as they arrive: nothing of them is kept.
    /// Try `curl -F a=@README.md -F b=@LICENSE-MIT http://127.0.0.1:8550/forms/lines`
    #[post_mapping]
    async fn lines(&self, mut form: Multipart) -> Result<String, Invalid> {
        let mut text = String::new();
        while let Some(mut part) = form.next_part().await? {
            let mut lines = 0;
            while let Some(bytes) = part.chunk().await? {
                lines += bytes.iter().filter(|byte| **byte == b'\n').count();
            }
            text += &format!("{}: {lines} lines\n", part.name());
        }
        Ok(text)
    }
}
