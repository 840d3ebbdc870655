package org.pixelwhy.radiomics.feature;

/** The families into which the IBSI divides features. */
public enum Family {
  MORPHOLOGY("Morphology", "HCUG"),
  SHAPE_2D("Shape of a slice", ""),
  LOCAL_INTENSITY("Local intensity", "9ST6"),
  STATISTICS("Intensity statistics", "UHIW"),
  HISTOGRAM("Intensity histogram", "ZVCW"),
  VOLUME_HISTOGRAM("Intensity-volume histogram", "P88C"),
  GLCM("Grey level co-occurrence matrix", "LFYI"),
  GLRLM("Grey level run length matrix", "TP0I"),
  GLSZM("Grey level size zone matrix", "9SAK"),
  GLDZM("Grey level distance zone matrix", "VMDZ"),
  NGTDM("Neighbourhood grey tone difference matrix", "IPET"),
  NGLDM("Neighbouring grey level dependence matrix", "REK0");

  private final String title;
  private final String code;

  Family(String title, String code) {
    this.title = title;
    this.code = code;
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  /** The IBSI's code of the family; empty where it names none. */
  public String code() {
    return code;
  }
}
