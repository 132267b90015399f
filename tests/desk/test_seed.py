def test_x(db):
    import time; t=time.time()
    from django.core.management import call_command
    call_command("seed")
    print(time.time()-t)
