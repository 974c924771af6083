//! Tables as comma-separated values (RFC 4180), in UTF-8 with a line of names.
//!
//! Spreadsheets run a cell that begins like a formula, and a source may have been written to do
//! harm. Such a cell gets an apostrophe before it, the sign for plain text; whoever needs the words
//! to the letter takes the JSON beside the table.

/// The media type, with what the standard lets it say.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

/// The rows below the names of their columns. Every line ends in CR LF.
#[must_use]
pub fn table(names: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut csv = String::new();
    write_row(&mut csv, names.iter().copied());
    for row in rows {
        write_row(&mut csv, row.iter().map(String::as_str));
    }
    csv
}

fn write_row<'a>(csv: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            csv.push(',');
        }
        let guarded = format!("'{field}");
        let field = if is_like_a_formula(field) { &guarded } else { field };
        if field.contains(['"', ',', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ')
        {
            csv.push('"');
            csv.push_str(&field.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(field);
        }
    }
    csv.push_str("\r\n");
}

/// Whether a spreadsheet may take the cell for a formula. The wide forms count as their narrow ones
/// where Chinese, Japanese or Korean is set.
fn is_like_a_formula(field: &str) -> bool {
    let first = field.trim_start_matches(' ').chars().next();
    first.is_some_and(|c| "=+-@\t\r\n|%＝＋－＠".contains(c)) && field.chars().count() > 1
}

#[cfg(test)]
mod tests {
    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let check = |field: &str, expect: &str| {
            let csv = super::table(&["name", "n"], [vec![field.to_owned(), "1".to_owned()]]);
            assert_eq!(csv, format!("name,n\r\n{expect},1\r\n"));
        };
        check("plain", "plain");
        check("", "");
        check("a, b", "\"a, b\"");
        check("say \"so\"", "\"say \"\"so\"\"\"");
        check("two\nlines", "\"two\nlines\"");
        check(" blank", "\" blank\"");
        check("소련", "소련");
        check("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
        check("-2+3", "'-2+3");
        check(" @SUM(1)", "' @SUM(1)");
        check("＝1", "'＝1");
        check("-", "-");
        check("1957-07-08", "1957-07-08");
    }
}
