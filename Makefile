# make run: the site with its demonstration council. make test: the whole suite on SQLite and on PostgreSQL.
# requirements-run.lock is what the site needs; requirements.lock adds what its tests and checks need.

PYTHON = .venv/bin/python
LOCKED = $(PYTHON) -m uv pip compile --quiet pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header $(LOCKING)

.PHONY: setup run test lint check-documents lock

run: .venv/run.stamp
	@exec $(PYTHON) -m config.start

setup: .venv/test.stamp

test: .venv/test.stamp
	@$(PYTHON) tests/outside.py browser
	@exec $(PYTHON) tests/suite.py

lint: .venv/test.stamp
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) manage.py makemigrations --check --dry-run
	HTTPS=1 SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		ALLOWED_HOSTS=actionplan.example $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTHON) -m pytest -q tests/test_layering.py

check-documents: .venv/test.stamp
	@$(PYTHON) tests/outside.py documents
	@exec $(PYTHON) -m pytest -n 2 --dist worksteal -p tests.strict checks

lock: .venv/test.stamp
	$(LOCKED) --group dev --output-file requirements.lock
	$(LOCKED) --constraint requirements.lock --output-file requirements-run.lock

.venv/run.stamp: requirements-run.lock
	@python3 config/install.py requirements-run.lock
	@touch $@

.venv/test.stamp: requirements.lock .venv/run.stamp
	@python3 config/install.py requirements.lock
	@touch $@
