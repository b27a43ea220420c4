"""A question's language, told by what asks in it and never by a name."""

from __future__ import annotations

import pytest

from index.language.question_language import question_language


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("¿Cuántos cubanos murieron?", "es"),
        ("quien ordeno las salidas", "es"),
        ("Qué dijo Trump", "es"),
        ("Warum verlassen die Kubaner Venezuela?", "de"),
        ("Wie viele Menschen starben?", "de"),
        ("Was sagt der Bürgermeister?", "de"),
        ("Combien de Cubains sont morts ?", "fr"),
        ("Qui a ordonné les départs ?", "fr"),
        ("Chi ha ordinato le partenze?", "it"),
        ("Quanti cubani sono morti?", "it"),
        ("Quem ordenou as partidas?", "pt"),
        ("Hoeveel mensen zijn gestorven?", "nl"),
        ("Wie is Frank Mora en waarom is ze bekend?", "nl"),
        ("wat zei de burgemeester over de brug", "nl"),
        ("Dlaczego Kubańczycy wyjeżdżają?", "pl"),
        ("Сколько кубинцев погибло?", "ru"),
        ("Хто наказав виїхати і чому?", "uk"),
        ("谁命令古巴人离开?", "zh"),
        ("誰が命令したのですか", "ja"),
        ("누가 명령했습니까?", "ko"),
        ("من أمر بالمغادرة؟", "ar"),
        ("Varför lämnar kubanerna Venezuela?", "sv"),
    ],
)
def test_a_question_in_another_language(question: str, code: str) -> None:
    assert question_language(question) == code


@pytest.mark.parametrize(
    "question",
    [
        "Who is Delcy Rodriguez?",
        "Is Van der Berg ill?",
        "Who is Michelle Wie?",
        "What did Señor Núñez de la Vega say?",
        "Who is Jean-Luc Dupont?",
        "Radio Televisión de la Habana",
        "Who said 'no pasarán'?",
        "Who is 习近平?",
        "What is Pravda (Правда)?",
        "La Paz de los Andes?",
        "delcy rodriguez age",
        "Mora?",
        "sources",
        "death toll",
        "Quick summary",
        "Tesla Model 3 price in China",
        "What is die Welt?",
        "Was war declared?",
        "Le Monde on Maduro",
        "Di Maio statement",
        "Il Sole 24 Ore",
        "El País report?",
        "Quando restaurant fire",
        "Pan Am flight 103",
        "van der Bellen quotes",
        "Who runs Está Todo Bien?",
    ],
)
def test_an_english_question_is_english_whomever_it_names(question: str) -> None:
    assert question_language(question) is None
