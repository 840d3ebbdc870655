"""Networks of transformers, built from small configurations."""

from network import ALL_FORMS, FLOAT, Network, logits_of

SMALL = dict(num_hidden_layers=3, num_attention_heads=4, hidden_size=32, intermediate_size=64)


def _network(model, config, pick=lambda answer: answer.logits, **options):
    def build():
        import transformers as library

        chosen = getattr(library, config)(num_labels=3, **options)
        return logits_of(getattr(library, model)(chosen), pick)

    return build


def _upernet(backbone):
    def build():
        import transformers as library

        config = library.UperNetConfig(
            backbone_config=backbone(library), num_labels=3, hidden_size=32, pool_scales=[1, 2], use_auxiliary_head=False
        )
        return logits_of(library.UperNetForSemanticSegmentation(config), lambda answer: answer.logits)

    return build


def _of_queries(answer):
    """Maps of classes from masks of queries, as the library's own post-processing makes them."""
    import torch

    classes = answer.class_queries_logits.softmax(-1)[..., :-1]
    return torch.einsum("bqc,bqhw->bchw", classes, answer.masks_queries_logits.sigmoid())


def _mask_former():
    import transformers as library

    config = library.MaskFormerConfig(
        backbone_config=library.SwinConfig(
            image_size=64, embed_dim=12, depths=[1, 1, 1, 1], num_heads=[1, 2, 3, 4], window_size=4,
            out_features=["stage1", "stage2", "stage3", "stage4"]),
        decoder_config=library.DetrConfig(
            d_model=32, decoder_layers=2, encoder_layers=1, decoder_attention_heads=4, num_queries=10,
            encoder_ffn_dim=64, decoder_ffn_dim=64),
        fpn_feature_size=32, mask_feature_size=32, num_labels=3)
    return logits_of(library.MaskFormerForInstanceSegmentation(config), _of_queries)


def _mask2former():
    import transformers as library

    config = library.Mask2FormerConfig(
        backbone_config=library.SwinConfig(
            image_size=64, embed_dim=12, depths=[1, 1, 1, 1], num_heads=[1, 2, 3, 4], window_size=4,
            out_features=["stage1", "stage2", "stage3", "stage4"]),
        feature_size=32, mask_feature_size=32, hidden_dim=32, encoder_feedforward_dim=64, encoder_layers=2,
        decoder_layers=3, num_attention_heads=4, dim_feedforward=64, num_queries=10, num_labels=3)
    return logits_of(library.Mask2FormerForUniversalSegmentation(config), _of_queries)


def _eomt():
    import transformers as library

    config = library.EomtConfig(
        image_size=64, patch_size=8, hidden_size=32, num_hidden_layers=3, num_attention_heads=4, num_blocks=1,
        num_upscale_blocks=1, num_queries=10, num_labels=3)
    return logits_of(library.EomtForUniversalSegmentation(config), _of_queries)


def _sam_encoder():
    import torch
    import transformers as library

    config = library.SamVisionConfig(
        hidden_size=32, output_channels=16, num_hidden_layers=3, num_attention_heads=4, image_size=64, patch_size=8,
        mlp_dim=64, window_size=4, global_attn_indexes=[2])
    encoder = logits_of(library.SamVisionModel(config), lambda answer: answer.last_hidden_state)
    return torch.nn.Sequential(encoder, torch.nn.Conv2d(16, 3, 1))


NETWORKS = [
    Network("Segformer", _network(
        "SegformerForSemanticSegmentation", "SegformerConfig", hidden_sizes=[16, 32, 48, 64], depths=[1, 1, 1, 1],
        decoder_hidden_size=32), forms=ALL_FORMS, dynamic=True),
    Network("UperNet, ConvNeXt", _upernet(lambda library: library.ConvNextConfig(
        hidden_sizes=[16, 32, 48, 64], depths=[1, 1, 1, 1],
        out_features=["stage1", "stage2", "stage3", "stage4"])), forms=FLOAT),
    Network("UperNet, Swin", _upernet(lambda library: library.SwinConfig(
        image_size=64, embed_dim=12, depths=[1, 1, 1, 1], num_heads=[1, 2, 3, 4], window_size=4,
        out_features=["stage1", "stage2", "stage3", "stage4"])), forms=FLOAT),
    Network("DPT", _network(
        "DPTForSemanticSegmentation", "DPTConfig", image_size=64, patch_size=8, backbone_out_indices=[0, 1, 2, 3],
        neck_hidden_sizes=[16, 16, 32, 32], fusion_hidden_size=16, use_auxiliary_head=False,
        **(SMALL | {"num_hidden_layers": 4})), forms=FLOAT, lively=True),
    Network("BEiT", _network(
        "BeitForSemanticSegmentation", "BeitConfig", image_size=64, patch_size=8, out_indices=[1, 2, 3, 4],
        use_auxiliary_head=False, pool_scales=[1, 2], use_relative_position_bias=True,
        **(SMALL | {"num_hidden_layers": 4})), forms=FLOAT),
    Network("Data2VecVision", _network(
        "Data2VecVisionForSemanticSegmentation", "Data2VecVisionConfig", image_size=64, patch_size=8,
        out_indices=[1, 2, 3, 4], use_auxiliary_head=False, pool_scales=[1, 2],
        **(SMALL | {"num_hidden_layers": 4}))),
    Network("MobileViT", _network(
        "MobileViTForSemanticSegmentation", "MobileViTConfig", image_size=64, hidden_sizes=[16, 24, 32],
        neck_hidden_sizes=[8, 8, 16, 16, 24, 32, 64], aspp_out_channels=32, atrous_rates=[2, 3, 4]), forms=FLOAT, lively=True),
    Network("MobileViTV2", _network(
        "MobileViTV2ForSemanticSegmentation", "MobileViTV2Config", image_size=64, width_multiplier=0.5,
        aspp_out_channels=32, atrous_rates=[2, 3, 4]), forms=("dynamo",), lively=True),
    Network("MobileNetV2", _network(
        "MobileNetV2ForSemanticSegmentation", "MobileNetV2Config", depth_multiplier=0.35)),
    Network("MaskFormer, Swin", _mask_former),
    Network("Mask2Former, Swin", _mask2former),
    Network("EoMT", _eomt),
    Network("SAM's encoder", _sam_encoder, lively=True),
]
