package org.pixelwhy.server;

import static org.pixelwhy.server.HostileImages.SIDE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.server.Abuse.Hall;
import org.pixelwhy.server.Abuse.Told;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.HostileImages.Kind;

/** Images and masks that are none, claim to be huge, or grow when they are read. */
final class AbusedImages {
  private static final long MANY = 300 << 20;

  /** More than an array of Java can have. */
  private static final long TOO_MANY = 3L << 30;

  private static final byte[] NOTHING = new byte[0];

  private AbusedImages() {}

  static List<Abuse> cases() {
    List<Abuse> cases = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      byte[] whole = HostileImages.small(kind);
      byte[] half = Arrays.copyOf(whole, whole.length / 2);
      cases.add(Abuse.image("half of a " + kind, "half", half, "half"));
      byte[] head = Arrays.copyOf(whole, 8);
      cases.add(Abuse.image("eight bytes of a " + kind, "head", head, "head"));
      byte[] huge = HostileImages.claiming(kind, 1_000_000_000);
      cases.add(Abuse.image("a huge " + kind + " in a small file", "huge", huge, "huge"));
    }
    texts(cases);
    bombs(cases);
    numbers(cases);
    masks(cases);
    return cases;
  }

  private static void texts(List<Abuse> cases) {
    String entities =
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><svg>&e;</svg>";
    String laughs =
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><a>&b;</a>";
    String[][] texts = {
      {"a picture of scripts", "x.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>"},
      {"a page as a picture", "x.png", "<!doctype html><script>alert(1)</script>"},
      {"a document as a picture", "x.jpg", "%PDF-1.4 1 0 obj"},
      {"entities that name a file", "x.tif", entities},
      {"entities that grow", "x.xml", laughs},
      {
        "drawing commands that read a file",
        "x.mvg",
        "push graphic-context image over '/etc/passwd'"
      },
      {"PostScript that runs a program", "x.eps", "%!PS-Adobe-3.0 (%pipe%id) (r) file"},
      {"a list of other files", "x.m3u8", "#EXTM3U\nfile:///etc/passwd\n"},
      {"a header of NRRD that names a file", "x.nrrd", nrrdElsewhere("/etc/passwd")},
      {"a header of NRRD that names many files", "x.nrrd", nrrdElsewhere("/etc/%03d 1 999 1")},
      {"a pickle in an array", "x.npy", pickle()},
      {"Python in the header of an array", "x.npy", npy("__import__('os').system('id')")},
      {"a header of an array that is not closed", "x.npy", npy("{'descr': '<f4', 'shape': (")},
    };
    for (String[] text : texts) {
      byte[] bytes = text[2].getBytes(StandardCharsets.ISO_8859_1);
      cases.add(Abuse.image(text[0], text[1], bytes, text[1]));
    }
    cases.add(Abuse.image("nothing at all", "x.png", NOTHING, "nothing was sent"));
  }

  private static String nrrdElsewhere(String file) {
    return "NRRD0004\ntype: uchar\ndimension: 2\nsizes: 4 4\nencoding: raw\ndata file: "
        + file
        + "\n\n";
  }

  private static String npy(String header) {
    return new String(HostileImages.npy(header), StandardCharsets.ISO_8859_1);
  }

  private static String pickle() {
    return npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}") + "cposix\nsystem\n.";
  }

  private static void bombs(List<Abuse> cases) {
    byte[] deflated = HostileImages.deflated(MANY, NOTHING);
    byte[] unpacked = HostileImages.deflated(TOO_MANY, NOTHING);
    byte[] named =
        ByteBuffer.allocate(6 + unpacked.length).put(new byte[] {'n', 0, 0}).put(unpacked).array();
    harmless(cases, "a PNG of 300 MB of rows too many", HostileImages.png(SIDE, "IDAT", deflated));
    harmless(cases, "a PNG with a text of 3 GB", HostileImages.png(SIDE, "zTXt", named));
    harmless(cases, "a PNG with colours of 3 GB", HostileImages.png(SIDE, "iCCP", named));
    harmless(cases, "a TIFF strip of 300 MB", HostileImages.tiff(SIDE, 8, deflated));
    harmless(cases, "a TIFF that comes round to its start", HostileImages.tiffInCircles());
    byte[] volume = HostileImages.nifti((short) 4, new byte[2 * 64]);
    harmless(cases, "a zipped NIfTI of 300 MB", HostileImages.zipped(MANY, volume));
    byte[] large = HostileImages.nifti((short) 500, NOTHING);
    cases.add(
        Abuse.image(
            "a zipped NIfTI of 250 MB that it claims",
            "v.nii.gz",
            HostileImages.zipped(MANY, large),
            "v.nii.gz"));
    byte[] zipped = HostileImages.zipped(MANY, NOTHING);
    harmless(cases, "a zipped NRRD of 300 MB", HostileImages.nrrd(4, "gzip", zipped));
    cases.add(Abuse.image("300 MB of zipped zeros", "z.gz", zipped, "z.gz"));
    byte[] again = HostileImages.zipped(zipped.length, zipped);
    cases.add(Abuse.image("300 MB of zeros, zipped twice", "z.nii.gz", again, "z.nii.gz"));
  }

  /** What can be read by a reader that reads no more than the image: it must not be refused. */
  private static void harmless(List<Abuse> cases, String name, byte[] bytes) {
    cases.add(new Abuse(name, hall -> opened(hall, bytes), 201, "\"id\""));
  }

  private static Told opened(Hall hall, byte[] bytes) throws IOException, InterruptedException {
    Reply reply = hall.client().upload("api/images?name=x", bytes);
    if (reply.status() == 201) {
      hall.client().delete("api/images/" + reply.json().path("id").asText());
    }
    return Told.of(reply);
  }

  private static void numbers(List<Abuse> cases) {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      cases.add(
          new Abuse(
              "an image of " + value,
              hall -> asked(hall, HostileImages.npyOf(value)),
              400,
              "x.npy"));
    }
    byte[] volume = HostileImages.small(Kind.NIFTI);
    byte[] nowhere = volume.clone();
    ByteBuffer.wrap(nowhere).order(java.nio.ByteOrder.LITTLE_ENDIAN).putFloat(108, Float.NaN);
    harmless(cases, "a NIfTI whose voxels begin at NaN", nowhere);
    byte[] before = volume.clone();
    ByteBuffer.wrap(before).order(java.nio.ByteOrder.LITTLE_ENDIAN).putFloat(108, -1e30f);
    harmless(cases, "a NIfTI whose voxels begin before it", before);
    byte[] typeless = volume.clone();
    ByteBuffer.wrap(typeless).order(java.nio.ByteOrder.LITTLE_ENDIAN).putShort(70, (short) 0);
    cases.add(Abuse.image("a NIfTI of no type", "v.nii", typeless, "v.nii"));
    byte[] negative = HostileImages.nifti((short) -4, new byte[128]);
    cases.add(Abuse.image("a NIfTI of -4 voxels", "v.nii", negative, "v.nii"));
  }

  private static Told asked(Hall hall, byte[] bytes) throws IOException, InterruptedException {
    Reply reply = hall.client().upload("api/images?name=x.npy", bytes);
    if (reply.status() != 201) {
      return Told.of(reply);
    }
    String id = reply.json().path("id").asText();
    String question =
        "{\"model\":\"m1\",\"image\":\""
            + id
            + "\",\"target\":\"class\",\"methods\":[\"saliency\"]}";
    Told told = Told.of(hall.client().post("api/answers", question));
    hall.client().delete("api/images/" + id);
    return told;
  }

  private static void masks(List<Abuse> cases) {
    String at = "api/images/i1/masks?name=m";
    for (Kind kind : List.of(Kind.PNG, Kind.TIFF, Kind.GIF, Kind.NPY)) {
      byte[] huge = HostileImages.claiming(kind, 1_000_000_000);
      cases.add(Abuse.upload("a mask that is a huge " + kind, at, huge, "m"));
      byte[] other = HostileImages.small(kind);
      cases.add(Abuse.upload("a mask of another size: " + kind, at, other, "m"));
    }
    byte[] roi = MarkingTest.rectangle(2, 3, 4, 5);
    byte[] wide = roi.clone();
    for (int edge = 8; edge < 16; edge += 2) {
      ByteBuffer.wrap(wide).putShort(edge, (short) (30_000 + edge));
    }
    cases.add(Abuse.upload("a region far outside", at, wide, "m"));
    byte[] points = roi.clone();
    points[6] = 7;
    ByteBuffer.wrap(points).putShort(16, (short) -1);
    cases.add(Abuse.upload("a region of 65,535 corners that are not there", at, points, "m"));
    byte[] kind = roi.clone();
    kind[6] = 99;
    cases.add(Abuse.upload("a region of a kind that nobody knows", at, kind, "m"));
    cases.add(Abuse.upload("marks of one byte", "api/images/i1/masks", new byte[1], "expected"));
  }
}
