//! A search answered: what was found, and where nothing was, what else was tried.

use super::super::{Filter, Result, Store};
use crate::address::Sort;
use crate::search::ladder;
use crate::search::{Answer, Compiled, Expansion, Expansions, Query, Respelling, suggestion};

/// Words of a query that other spellings are looked for; each costs a walk through all words of
/// the texts.
const MOST_WORDS: usize = 4;

impl Store {
    /// The answer to what a reader typed, on a page from 1. What finds nothing as it is typed is
    /// tried in other ways, and the answer says so.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over, `Busy` if too many wait for their turn; else
    /// what the database says.
    pub async fn answer(
        &self,
        typed: &str,
        narrowing: &Filter,
        sort: Sort,
        page: u32,
    ) -> Result<Answer> {
        let _turn = self.turn().await?;
        self.in_time(self.answer_with_time(typed, narrowing, sort, page)).await
    }

    async fn answer_with_time(
        &self,
        typed: &str,
        narrowing: &Filter,
        sort: Sort,
        page: u32,
    ) -> Result<Answer> {
        let query = Query::parse(typed);
        let expansions = self.expansions(&query).await?;
        let choices = expansions.0.iter().filter(|(_, known)| known.entities.len() > 1);
        let lexicon = self.lexicon();
        let named = |known: &Expansion| {
            known.entities.iter().map(|entity| lexicon.named(entity.clone())).collect()
        };
        let choices = choices.map(|(words, known)| (words.clone(), named(known))).collect();
        let asked = self.asked_with(&query, &expansions, narrowing).await?;
        let mut answer = Answer { compiled: asked.compiled.clone(), choices, ..Answer::default() };
        answer.is_any = asked.is_any();
        if answer.is_any {
            answer.found = self.found(&asked, sort, page).await?;
            if answer.found.total == 0 {
                self.ease(&mut answer, &query, &expansions, (narrowing, sort, page)).await?;
            }
        }
        Ok(answer)
    }

    /// Tries a query that found nothing in other ways.
    async fn ease(
        &self,
        answer: &mut Answer,
        query: &Query,
        expansions: &Expansions,
        (narrowing, sort, page): (&Filter, Sort, u32),
    ) -> Result<()> {
        let held = self.are_held(&answer.compiled.units).await?;
        let missing: Vec<bool> = held.into_iter().map(|is_held| !is_held).collect();
        answer.spellings = self.respellings(query, expansions, &missing).await?;
        for step in ladder::relaxed(query, expansions, &missing) {
            let eased = Query::parse(&step.text);
            let expansions = self.expansions(&eased).await?;
            let asked = self.asked_with(&eased, &expansions, narrowing).await?;
            let found = self.found(&asked, sort, page).await?;
            if found.total > 0 {
                // What was said of the query as it was typed still holds.
                let notices = std::mem::take(&mut answer.compiled.notices);
                answer.compiled = Compiled { notices, ..asked.compiled };
                answer.found = found;
                answer.eased = Some(step);
                break;
            }
        }
        Ok(())
    }

    async fn respellings(
        &self,
        query: &Query,
        expansions: &Expansions,
        missing: &[bool],
    ) -> Result<Vec<Respelling>> {
        let unfound = ladder::unfound(query, expansions, missing);
        if unfound.is_empty() {
            return Ok(Vec::new());
        }
        let words = self.words().await?;
        let found = tokio::task::spawn_blocking(move || {
            let mut respellings: Vec<Respelling> = Vec::new();
            for word in unfound.iter().take(MOST_WORDS) {
                for spelling in suggestion::nearest(&word.word, words.near(&word.word)) {
                    let query = word.respelled(&spelling);
                    respellings.push(Respelling { spelling, query });
                }
            }
            respellings
        });
        found.await.map_err(|error| super::super::Error::Value(error.to_string()))
    }
}
