package org.pixelwhy.report.file;

import java.util.HashMap;
import java.util.Map;
import org.pixelwhy.study.output.ResultNames;

/** Folders for what is made of several slices of a volume together. */
public final class StackFolders {
  private final ResultNames names;
  private final Map<SliceStack, String> folders = new HashMap<>();

  public StackFolders(ResultNames names) {
    this.names = names;
  }

  /** The folder, with the slash behind it; the same each time. */
  public String of(SliceStack stack) {
    return folders.computeIfAbsent(
        stack, key -> names.volume(stack.volume(), stack.plane(), stack.channel()));
  }
}
