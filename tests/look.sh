#!/usr/bin/env bash
# Takes pictures of the program at work. See docs/looking.md.
#
#   tests/look.sh [--size 100x30] [--light] [--home DIR] [--cwd DIR] [--env NAME=VALUE]…
#                 [--program PROG] STEP… [-- ARGUMENT…]
#
# Steps, in their order: -k KEYS (as in `王<Enter><C-p>`), -p PASTED_TEXT, -w TEXT_TO_COME,
# -m MILLISECONDS_TO_PAUSE, -s NEW_SIZE, -o FILE.png|FILE.svg|FILE.txt
set -euo pipefail

here=$PWD
root=$(cd "$(dirname "$0")/.." && pwd)
steps=() args=() env=() drawings=()
export LOOK_SIZE=100x30 LOOK_GROUND=dark LOOK_HOME='' LOOK_CWD=$here LOOK_PROGRAM=''

absolute() { case $1 in /*) printf %s "$1" ;; *) printf %s "$here/$1" ;; esac; }

while (($#)); do
    case $1 in
    --size) LOOK_SIZE=$2 ;;
    --light) LOOK_GROUND=light; shift; continue ;;
    --home) LOOK_HOME=$(absolute "$2") ;;
    --cwd) LOOK_CWD=$(absolute "$2") ;;
    --env) env+=("$2") ;;
    --program) LOOK_PROGRAM=$2 ;;
    -k) steps+=("keys $2") ;;
    -p) steps+=("paste $2") ;;
    -w) steps+=("wait $2") ;;
    -m) steps+=("pause $2") ;;
    -s) steps+=("size $2") ;;
    -o)
        file=$(absolute "$2")
        case $file in
        *.png) steps+=("svg ${file%.png}.svg"); drawings+=("${file%.png}") ;;
        *.svg) steps+=("svg $file") ;;
        *) steps+=("text $file") ;;
        esac
        ;;
    --) shift; args=("$@"); break ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done

lines() { (($# == 0)) || printf '%s\n' "$@"; }
LOOK_STEPS=$(lines "${steps[@]}")
LOOK_ARGS=$(lines "${args[@]}")
LOOK_ENV=$(lines "${env[@]}")
export LOOK_STEPS LOOK_ARGS LOOK_ENV

cd "$root"
cargo test --quiet --test it look::take_pictures -- --ignored --exact
for drawing in "${drawings[@]}"; do
    rsvg-convert "$drawing.svg" -o "$drawing.png" && rm "$drawing.svg"
    echo "$drawing.png"
done
