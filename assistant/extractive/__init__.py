"""The answerer that needs no model: the article's own sentences, quoted and cited."""
