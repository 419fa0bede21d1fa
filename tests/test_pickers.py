"""Choices in an order: a slider whose choice is in the URL, a presenter's keys for it, and playing it."""

import pytest
from streamlit.testing.v1 import AppTest


def page():
    """A page of one slide."""
    import streamlit as st

    from dashboard import pickers, wording

    wording.use(pickers.reading().language)
    options = ["2024-03-31", "2024-06-30", "2024-09-30"]
    chosen = pickers.slide("as_of", options, "until {}".format)
    pickers.slide_keys("as_of", options, chosen)
    pickers.play("as_of", options, chosen)
    st.text(chosen)


def opened(**choices):
    app = AppTest.from_function(page, default_timeout=30)
    for name, value in choices.items():
        app.query_params[name] = value
    return app.run()


def shown(app):
    assert not app.exception, app.exception
    return app.text[0].value


def test_a_slide_stands_at_its_last_option_which_the_url_need_not_name():
    app = opened()
    assert shown(app) == "2024-09-30"
    assert app.session_state["as_of"] == ""


def test_a_slide_follows_the_url_and_writes_to_it():
    app = opened(as_of="2024-06-30")
    assert shown(app) == "2024-06-30"
    app.select_slider[0].set_value("2024-03-31").run()
    assert (shown(app), app.session_state["as_of"]) == ("2024-03-31", "2024-03-31")
    app.select_slider[0].set_value("2024-09-30").run()
    assert (shown(app), app.session_state["as_of"]) == ("2024-09-30", "")


def test_a_day_no_option_has_is_the_last_option():
    assert shown(opened(as_of="1999-01-01")) == "2024-09-30"


def test_an_option_reads_in_words():
    assert opened().select_slider[0].options == ["until 2024-03-31", "until 2024-06-30", "until 2024-09-30"]


def test_on_a_projector_keys_turn_a_slide_and_no_widget_is_seen():
    app = opened(mode="projector")
    assert not app.select_slider
    for key, day in (("Up", "2024-06-30"), ("Up", "2024-03-31"), ("Up", "2024-03-31"), ("Down", "2024-06-30"), ("Down", "2024-09-30"), ("Down", "2024-09-30")):
        app.button(key=f"slide_as_of_{key}").click().run()
        assert shown(app) == day


@pytest.mark.parametrize("mode", ["desk", "projector"])
def test_playing_begins_at_the_first_option_when_the_last_is_in_sight_and_can_be_stopped(mode):
    app = opened(mode=mode)
    app.button(key="play_as_of").click().run()
    assert (shown(app), app.session_state["plays_as_of"]) == ("2024-03-31", True)
    app.button(key="play_as_of").click().run()
    assert (shown(app), app.session_state["plays_as_of"]) == ("2024-03-31", False)


def test_playing_goes_on_from_an_earlier_option():
    app = opened(as_of="2024-06-30")
    app.button(key="play_as_of").click().run()
    assert shown(app) == "2024-06-30"


def test_a_play_asks_for_the_next_option_and_is_over_after_the_last():
    app = opened(as_of="2024-06-30")
    app.button(key="play_as_of").click().run()
    app.session_state["next_as_of"] = ""  # what the clock of the page asks for
    app.run()
    assert (shown(app), app.session_state["plays_as_of"]) == ("2024-09-30", False)


def one_or_none():
    """A page whose slides have too few options."""
    import streamlit as st

    from dashboard import pickers, wording

    wording.use(pickers.reading().language)
    for name, options in (("none", []), ("one", ["a"])):
        chosen = pickers.slide(name, options, label=name)
        pickers.slide_keys(name, options, chosen)
        pickers.play(name, options, chosen)
        st.text(chosen)


def test_without_a_choice_there_is_no_slider_and_nothing_breaks():
    app = AppTest.from_function(one_or_none, default_timeout=30).run()
    assert not app.exception
    assert [text.value for text in app.text] == ["", "a"]
    assert not app.select_slider
