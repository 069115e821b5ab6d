# Everything a person or a machine does with Stet. Each command sets up what it needs by itself:
# system packages (Debian and its kin), the interface's packages, the builds.
#
#   make run        opens Stet; with no display, plays the day's work in a virtual one
#   make test       runs everything, lints included, and says how long each part took
#   make test-long  the same with ten times the cases and a fresh seed, which it prints
#   make bench      measures speed and size beside the raw floor
#   make package    builds the .deb

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PACKAGES := libwebkit2gtk-4.1-dev librsvg2-dev webkit2gtk-driver xvfb xauth dbus hugo build-essential perl pkg-config
PARTS := house crates ui it e2e

TARGET := $(or $(CARGO_TARGET_DIR),target)
export STET_AUTHORITY := $(abspath $(TARGET)/debug/authority)
# A screen that is nobody's, with a message bus of its own so that two runs never talk to each other.
SCREEN := xvfb-run -a -s "-screen 0 1280x900x24 -nolisten tcp" dbus-run-session --
# Always the whole workspace: another choice of packages would be another choice of features, and everything built twice.
CARGO_TEST := cargo test --workspace --locked
CRATE_TESTS := $(patsubst %.rs,--test %,$(notdir $(wildcard src-tauri/crates/*/tests/*.rs)))
UI_SOURCES := $(shell find ui/src ui/index.html ui/public -type f 2>/dev/null) ui/vite.config.ts ui/tsconfig.json

.PHONY: help run test test-long bench package setup system page build parts $(PARTS:%=part-%)

help:
	@sed -n 's/^#   //p' Makefile

# ---- set-up ----

setup: system page

system:
	@if command -v apt-get >/dev/null; then \
	  missing=$$(for name in $(PACKAGES); do \
	    [ "$$(dpkg-query -W -f='$${db:Status-Status}' $$name 2>/dev/null || true)" = installed ] || echo $$name; done | xargs); \
	  [ -n "$$missing" ] || exit 0; \
	  if [ "$$(id -u)" = 0 ]; then as_root=env; elif command -v sudo >/dev/null; then as_root=sudo; \
	  else echo "Stet needs these packages, and only root can install them: $$missing" >&2; exit 1; fi; \
	  echo "Installing $$missing"; \
	  $$as_root apt-get -q -o DPkg::Lock::Timeout=300 update; \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install $$missing; \
	else \
	  missing=$$(for tool in cc perl pkg-config WebKitWebDriver xvfb-run dbus-run-session hugo; do \
	    command -v $$tool >/dev/null || echo $$tool; done; \
	    for library in webkit2gtk-4.1 librsvg-2.0; do pkg-config --exists $$library 2>/dev/null || echo $$library; done); \
	  [ -z "$$missing" ] || { echo "Stet needs these, and this system has no apt-get to install them with:" $$missing >&2; exit 1; }; \
	fi

ui/node_modules/.package-lock.json: ui/package.json ui/package-lock.json
	cd ui && npm ci --no-audit --no-fund
	@touch $@

page: ui/dist/index.html

ui/dist/index.html: ui/node_modules/.package-lock.json $(UI_SOURCES)
	cd ui && npm run build
	@touch $@

# Everything at once, tests included: later parts find it built.
build: setup
	cargo build --workspace --all-targets --locked

# ---- running ----

run: build
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	  exec $(TARGET)/debug/stet-app; \
	else \
	  echo "There is no display here, so Stet plays the day's work in a virtual one."; \
	  $(SCREEN) $(CARGO_TEST) --test e2e -- --nocapture the_days_work; \
	  echo; echo "Markdown:"; find $(TARGET)/e2e/the_days_work -name '*.md' | sort; \
	  echo "Screenshots:"; find $(TARGET)/e2e/the_days_work -name '*.png' | sort; \
	fi

# ---- tests ----

# The same cases every time; each test has its own fixed number of them, and proptest is told its seed.
test:
	@PROPTEST_RNG_SEED=1 $(MAKE) parts

# Ten times the cases, from a seed that nobody has seen; STET_SEED=… walks the same ones again.
test-long:
	@seed=$${STET_SEED:-$$RANDOM$$RANDOM}; echo "The seed of this run: STET_SEED=$$seed"; \
	STET_SEED=$$seed PROPTEST_RNG_SEED=$$seed STET_LONG=10 PROPTEST_CASES=2560 $(MAKE) parts

# Goes on after a part that fails, so that one run shows everything that is wrong; what cannot be built cannot be tested.
parts:
	@summary=; failed=0; \
	for part in setup build $(PARTS:%=part-%); do \
	  echo; echo "== $${part#part-}"; started=$$SECONDS; word=passed; \
	  $(MAKE) $$part || { word=FAILED; failed=1; }; \
	  took=$$((SECONDS - started)); \
	  line=$$(printf '%-8s %-7s %3d min %02d s' "$${part#part-}" $$word $$((took / 60)) $$((took % 60))); \
	  echo "$$line"; summary="$$summary$$line"$$'\n'; \
	  case $$part-$$word in setup-FAILED|build-FAILED) break;; esac; \
	done; \
	echo; echo "== Summary"; printf '%s' "$$summary"; \
	echo "all      $$([ $$failed = 0 ] && echo 'passed ' || echo 'FAILED ') $$(printf '%3d min %02d s' $$((SECONDS / 60)) $$((SECONDS % 60)))"; \
	exit $$failed

part-house:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cd ui && npm run check

part-crates:
	$(CARGO_TEST) --lib --bins $(CRATE_TESTS)

part-ui:
	cd ui && npm test

part-it:
	$(CARGO_TEST) --test it

part-e2e:
	$(SCREEN) $(CARGO_TEST) --test e2e -- --test-threads=1

# ---- measuring and packing ----

# The whole workspace in the one profile, as everything else here: another would build it all a second time.
bench: build
	$(SCREEN) cargo bench --workspace --profile dev --bench bench --locked

package: setup
	cargo build --release --locked -p cli
	cd src-tauri && npx --prefix ../ui tauri build --bundles deb
	@find $(TARGET)/release/bundle/deb -name '*.deb'
