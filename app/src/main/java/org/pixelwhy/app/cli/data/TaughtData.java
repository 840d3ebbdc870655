package org.pixelwhy.app.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.pixelwhy.app.cli.option.Description;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.folder.DatasetFolder;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a network learns from, as users write it: one data set, or two folders. */
public final class TaughtData {
  @Option(
      names = "--data",
      paramLabel = "DIR|KIND:COUNT",
      description = {
        "Folder of a data set, or so many generated images: testnet:1000, marked@0.2:1000,",
        "livers@elongated:1000."
      })
  private String data;

  /** Without masks it is a number, as it was before there were two folders. */
  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Instead: folder of images of any name ...")
  private String images;

  @Option(
      names = "--masks",
      paramLabel = "DIR",
      description = {
        "... and folder of their masks: of the same names, perhaps with _mask, _segmentation,",
        "-label or the like added."
      })
  private Path masks;

  @Mixin private DataText layout;

  /** Refuses what is no one way to say it. */
  public void check() {
    if (masks == null) {
      if (images != null && isFolder(images)) {
        throw new InputException("--images: needs --masks, the folder of their masks");
      }
      if (data == null) {
        throw new InputException(
            "expected a data set by --data, or two folders by --images and --masks; found neither");
      }
      return;
    }
    if (data != null) {
      throw new InputException(
          "--data and --masks: give a data set, or two folders by --images and --masks");
    }
    if (images == null) {
      throw new InputException("--masks: needs --images, the folder of their images");
    }
    layout.requireUnstated("--masks");
  }

  private static boolean isFolder(String text) {
    return Files.isDirectory(Path.of(text));
  }

  /** Opens the data set. */
  public Dataset open(long seed, BadFiles badFiles) {
    return masks == null
        ? layout.open(data, seed)
        : DatasetFolder.open(Path.of(images), masks, badFiles);
  }

  /** Whether it is a folder of pictures alone. */
  public boolean isUnmasked() {
    return masks == null && layout.isUnmasked(data);
  }

  /** The folder of a data set of pictures alone. */
  public Path pictures() {
    return Path.of(data);
  }

  /** How many images there are to learn from, by that option's former name; else null. */
  public String most() {
    return masks == null ? images : null;
  }

  /** What it is, for a heading. */
  public String title() {
    return masks == null ? data : images;
  }

  /** What was stated, to tell trainings apart. */
  public void describe(Description all) {
    if (masks == null) {
      all.put("data", data);
    } else {
      all.put("images", images);
      all.put("masks", masks.toString());
    }
    all.putAll(layout.description());
  }
}
