"""What an address of a database says is kept, and no statement waits for a compiler."""

from django.db import connection

from expo.common.database_urls import database


def test_what_the_address_says_is_kept():
    url = "postgres://u:p@db.example/expo?sslmode=require&options=-c%20work_mem%3D8MB"
    options = database(url)["OPTIONS"]
    assert options["sslmode"] == "require"
    assert options["options"].startswith("-c work_mem=8MB ")


def test_statements_are_not_compiled(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
