"""What is known of languages: sentences, tokens, stems, the forms in which text is compared."""
