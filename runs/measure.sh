#!/bin/sh
# Measures models of the zoo and enters the figures into their cards: quality by type of rain, on pairs, on stills, on dry
# footage, causal windows, the rain score, and pictures of failures. No figure in a card is typed by hand.
#
#   runs/measure.sh [MODEL ...]          default: all models of the zoo
#
#   DATA     folder with clean/, pairs/ and real/ (default: ../shared/data)
#   FRAMES   of each clip with rendered rain (default: 6)
set -eu
cd "$(dirname "$0")/.."
data=${DATA:-../shared/data}
frames=${FRAMES:-6}
zoo=models/zoo/src/main/resources/org/derain/zoo
if [ $# -eq 0 ]; then
  for onnx in "$zoo"/*.onnx; do
    name=${onnx##*/}
    set -- "$@" "${name%.onnx}"
  done
fi
# Training sees every second picture of real rain; the others judge.
held=$(mktemp -d)
trap 'rm -rf "$held"' EXIT
stills=$(cd "$data/real/stills" && pwd)
LC_ALL=C ls "$stills" | awk 'NR % 2 == 0' | while read -r picture; do ln -s "$stills/$picture" "$held/$picture"; done
judged=
for model; do
  judged="$judged --model $zoo/$model.onnx --card $zoo/$model.json"
done

# shellcheck disable=SC2086 # the options are words
{
  ./derain eval --rainy "$data/pairs" --clean "$data/pairs" --causal $judged
  ./derain eval --rainy "$data/pairs/stills-streaks/rainy" --clean "$data/pairs/stills-streaks/clean" $judged
  ./derain eval --score --rainy "$data/real" "$held" --dry "$data/clean" --part held-out --frames "$frames" $judged
  ./derain eval --rendered dry,light,heavy,night,drops,looks --clean "$data/clean" --part held-out --frames "$frames" $judged
}
