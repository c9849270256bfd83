package org.derain.pipeline.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names and folders of recordings tell. */
class CameraNamesTest {
  @TempDir Path card;

  private Recording recording(String place) throws Exception {
    Path file = card.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    return CardWalk.recording(card, file);
  }

  @ParameterizedTest
  @CsvSource({
    "CARDV/MOVIE/2023_0515_141500_001A.MP4, NOVATEK, front, NORMAL",
    "CARDV/MOVIE/2023_0515_141500_001B.MP4, NOVATEK, rear, NORMAL",
    "CARDV/EMR/FILE230515-141500R.MOV, NOVATEK, rear, EVENT",
    "CARDV/Movie/20230515_141500_012.ts, NOVATEK, front, NORMAL",
    "DCIM/Movie/2023_0515_141500_0001F.MP4, VIOFO, front, NORMAL",
    "DCIM/Movie/RO/20230515141500_000123R.MP4, VIOFO, rear, EVENT",
    "DCIM/Movie/Parking/20230515141500_000123PF.MP4, VIOFO, front, PARKING",
    "DCIM/Movie/20230515141500_000123I.MP4, VIOFO, interior, NORMAL",
    "BlackVue/Record/20230515_141500_NF.mp4, BLACKVUE, front, NORMAL",
    "BlackVue/Record/20230515_141500_PR.mp4, BLACKVUE, rear, PARKING",
    "BlackVue/Record/20230515_141500_EI.mp4, BLACKVUE, interior, EVENT",
    "TeslaCam/RecentClips/2023-05-15_14-15-00-front.mp4, TESLA, front, NORMAL",
    "TeslaCam/SavedClips/2023-05-15_14-25-00/2023-05-15_14-15-00-back.mp4, TESLA, rear, EVENT",
    "TeslaCam/SentryClips/a/2023-05-15_14-15-00-left_repeater.mp4, TESLA, left_repeater, PARKING",
    "Normal/Front/NO20230515-141500-000123F.MP4, SEVENTY_MAI, front, NORMAL",
    "Event/Back/EV20230515-141500-000123B.MP4, SEVENTY_MAI, rear, EVENT",
    "Parking/Front/PA20230515-141500-000123F.MP4, SEVENTY_MAI, front, PARKING",
    "cont_rec/REC_2023_05_15_14_15_00_F.MP4, OTHER, front, NORMAL",
    "Video/230515_141500_001_RH.MP4, OTHER, rear, NORMAL",
  })
  void namesTellCameraChannelKindAndTime(
      String place, CameraNames names, String channel, Recording.Kind kind) throws Exception {
    Recording recording = recording(place);
    assertEquals(names, recording.names());
    assertEquals(channel, recording.channel());
    assertEquals(kind, recording.kind());
    assertEquals(LocalDateTime.of(2023, 5, 15, 14, 15, 0), recording.begun());
  }

  @ParameterizedTest
  @CsvSource({
    "DCIM/105UNSVD/GRMN0543.MP4, GARMIN, NORMAL",
    "DCIM/105EVENT/GRMN0544.MP4, GARMIN, EVENT",
    "DCIM/105PARKM/GRMN0545.MP4, GARMIN, PARKING",
    "DCIM/105TLAPS/GRMN0546.MP4, GARMIN, LAPSE",
    "holiday/clip.mp4, UNKNOWN, NORMAL",
    "holiday/20231315_141500.mp4, UNKNOWN, NORMAL",
  })
  void withoutATimeInTheNameTheFolderStillTellsTheKind(
      String place, CameraNames names, Recording.Kind kind) throws Exception {
    Recording recording = recording(place);
    assertEquals(names, recording.names());
    assertEquals(kind, recording.kind());
    assertEquals(null, recording.begun());
  }

  @Test
  void aWalkFindsRecordingsAndWhatLiesBesideThemButNothingHidden() throws Exception {
    recording("Movie/20230515141500_000001F.MP4");
    recording("Movie/.20230515141500_000001F.MP4");
    recording("Movie/20230515141500_000001F.gps");
    recording(".Trashes/20230515141500_000001F.MP4");
    recording("a.MP4");
    CardWalk walk = CardWalk.of(card, file -> file.toString().endsWith(".MP4"));
    assertEquals(
        List.of("Movie/20230515141500_000001F.MP4", "a.MP4"),
        walk.recordings().stream().map(Recording::name).toList());
    assertEquals(List.of(Path.of("Movie/20230515141500_000001F.gps")), walk.others());
  }
}
