"""The committee's record, its drafts and where a meeting stands"""

from alembic import op
import sqlalchemy as sa
import queries.tables.storage


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agenda_item',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('item_number', sa.Integer(), nullable=False),
    sa.Column('agenda_section', sa.Text(), nullable=False),
    sa.Column('item_title', sa.Text(), nullable=False),
    sa.Column('brief', sa.Text(), nullable=True),
    sa.Column('page', sa.Text(), nullable=True),
    sa.Column('page_picks', sa.Text(), nullable=True),
    sa.Column('subject_kind', sa.Text(), nullable=True),
    sa.Column('subject_code', sa.Text(), nullable=True),
    sa.Column('presenter_organisation_code', sa.Text(), nullable=True),
    sa.Column('driver_note', sa.Text(), nullable=True),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_agenda_item_releases')),
    sa.CheckConstraint('item_number <= 200', name=op.f('ck_agenda_item_item_number_maximum')),
    sa.CheckConstraint('item_number >= 1', name=op.f('ck_agenda_item_item_number_minimum')),
    sa.PrimaryKeyConstraint('province_code', 'meeting_code', 'item_number', 'to_release', name='pk_agenda_item'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.create_index('ix_agenda_item_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_agenda_item_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))

    op.create_table('committee_question',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('question_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('item_number', sa.Integer(), nullable=False),
    sa.Column('subject_kind', sa.Text(), nullable=True),
    sa.Column('subject_code', sa.Text(), nullable=True),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('asked_organisation_code', sa.Text(), nullable=False),
    sa.Column('due_on', queries.tables.storage.Day(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_on', queries.tables.storage.Day(), nullable=True),
    sa.Column('closed_on', queries.tables.storage.Day(), nullable=True),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_committee_question_releases')),
    sa.CheckConstraint('item_number <= 200', name=op.f('ck_committee_question_item_number_maximum')),
    sa.CheckConstraint('item_number >= 1', name=op.f('ck_committee_question_item_number_minimum')),
    sa.PrimaryKeyConstraint('province_code', 'question_code', 'to_release', name='pk_committee_question'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('committee_question', schema=None) as batch_op:
        batch_op.create_index('ix_committee_question_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_committee_question_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))

    op.create_table('draft',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('draft_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('item_number', sa.Integer(), nullable=True),
    sa.Column('record_kind', sa.Text(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('recorded_role', sa.Text(), nullable=False),
    sa.Column('draft_state', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.Text(), nullable=False),
    sa.Column('release_number', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('province_code', 'draft_code', name='pk_draft'),
    sqlite_strict=True
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index('ix_draft_meeting_code', ['meeting_code'], unique=False)

    op.create_table('finding',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('finding_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('item_number', sa.Integer(), nullable=False),
    sa.Column('subject_kind', sa.Text(), nullable=True),
    sa.Column('subject_code', sa.Text(), nullable=True),
    sa.Column('finding', sa.Text(), nullable=False),
    sa.Column('responsible_organisation_code', sa.Text(), nullable=True),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_finding_releases')),
    sa.CheckConstraint('item_number <= 200', name=op.f('ck_finding_item_number_maximum')),
    sa.CheckConstraint('item_number >= 1', name=op.f('ck_finding_item_number_minimum')),
    sa.PrimaryKeyConstraint('province_code', 'finding_code', 'to_release', name='pk_finding'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.create_index('ix_finding_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_finding_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))

    op.create_table('instruction',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('instruction_code', sa.Text(), nullable=False),
    sa.Column('given_on', queries.tables.storage.Day(), nullable=False),
    sa.Column('subject_kind', sa.Text(), nullable=True),
    sa.Column('subject_code', sa.Text(), nullable=True),
    sa.Column('instruction', sa.Text(), nullable=False),
    sa.Column('addressed_organisation_code', sa.Text(), nullable=False),
    sa.Column('due_on', queries.tables.storage.Day(), nullable=False),
    sa.Column('done_on', queries.tables.storage.Day(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_instruction_releases')),
    sa.PrimaryKeyConstraint('province_code', 'instruction_code', 'to_release', name='pk_instruction'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('instruction', schema=None) as batch_op:
        batch_op.create_index('ix_instruction_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_instruction_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))

    op.create_table('item_record',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('record_number', sa.Integer(), nullable=False),
    sa.Column('item_number', sa.Integer(), nullable=True),
    sa.Column('record_kind', sa.Text(), nullable=False),
    sa.Column('record_key', sa.Text(), nullable=False),
    sa.Column('recorded_role', sa.Text(), nullable=False),
    sa.Column('confirmed_role', sa.Text(), nullable=False),
    sa.Column('corrects_record_number', sa.Integer(), nullable=True),
    sa.Column('correction_reason', sa.Text(), nullable=True),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('corrects_record_number <= 10000', name=op.f('ck_item_record_corrects_record_number_maximum')),
    sa.CheckConstraint('corrects_record_number >= 1', name=op.f('ck_item_record_corrects_record_number_minimum')),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_item_record_releases')),
    sa.CheckConstraint('item_number <= 200', name=op.f('ck_item_record_item_number_maximum')),
    sa.CheckConstraint('item_number >= 1', name=op.f('ck_item_record_item_number_minimum')),
    sa.CheckConstraint('record_number <= 10000', name=op.f('ck_item_record_record_number_maximum')),
    sa.CheckConstraint('record_number >= 1', name=op.f('ck_item_record_record_number_minimum')),
    sa.PrimaryKeyConstraint('province_code', 'meeting_code', 'record_number', 'to_release', name='pk_item_record'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('item_record', schema=None) as batch_op:
        batch_op.create_index('ix_item_record_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_item_record_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))

    op.create_table('meeting',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('body_code', sa.Text(), nullable=False),
    sa.Column('meeting_number', sa.Integer(), nullable=False),
    sa.Column('meeting_year', sa.Integer(), nullable=False),
    sa.Column('held_on', queries.tables.storage.Day(), nullable=False),
    sa.Column('starts_at', sa.Text(), nullable=True),
    sa.Column('ended_at', sa.Text(), nullable=True),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('meeting_status', sa.Text(), nullable=False),
    sa.Column('looked_at_release', sa.Integer(), nullable=False),
    sa.Column('previous_meeting_code', sa.Text(), nullable=True),
    sa.Column('sheet_version', sa.Text(), nullable=False),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_meeting_releases')),
    sa.CheckConstraint('looked_at_release >= 1', name=op.f('ck_meeting_looked_at_release_minimum')),
    sa.CheckConstraint('meeting_number <= 366', name=op.f('ck_meeting_meeting_number_maximum')),
    sa.CheckConstraint('meeting_number >= 1', name=op.f('ck_meeting_meeting_number_minimum')),
    sa.CheckConstraint('meeting_year <= 2700', name=op.f('ck_meeting_meeting_year_maximum')),
    sa.CheckConstraint('meeting_year >= 2400', name=op.f('ck_meeting_meeting_year_minimum')),
    sa.PrimaryKeyConstraint('province_code', 'meeting_code', 'to_release', name='pk_meeting'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index('ix_meeting_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_meeting_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))

    op.create_table('meeting_attendance',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('attendee_number', sa.Integer(), nullable=False),
    sa.Column('attendance_kind', sa.Text(), nullable=False),
    sa.Column('seat_number', sa.Integer(), nullable=True),
    sa.Column('organisation_code', sa.Text(), nullable=True),
    sa.Column('post_title', sa.Text(), nullable=True),
    sa.Column('absence_reason', sa.Text(), nullable=True),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('attendee_number <= 1000', name=op.f('ck_meeting_attendance_attendee_number_maximum')),
    sa.CheckConstraint('attendee_number >= 1', name=op.f('ck_meeting_attendance_attendee_number_minimum')),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_meeting_attendance_releases')),
    sa.CheckConstraint('seat_number <= 500', name=op.f('ck_meeting_attendance_seat_number_maximum')),
    sa.CheckConstraint('seat_number >= 1', name=op.f('ck_meeting_attendance_seat_number_minimum')),
    sa.PrimaryKeyConstraint('province_code', 'meeting_code', 'attendee_number', 'to_release', name='pk_meeting_attendance'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('meeting_attendance', schema=None) as batch_op:
        batch_op.create_index('ix_meeting_attendance_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_meeting_attendance_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))

    op.create_table('meeting_cursor',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('item_number', sa.Integer(), nullable=False),
    sa.Column('scene', sa.Integer(), nullable=False),
    sa.Column('is_blank', queries.tables.storage.Flag(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('moved_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('province_code', 'meeting_code', name='pk_meeting_cursor'),
    sqlite_strict=True
    )
    op.create_table('recusal',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('item_number', sa.Integer(), nullable=False),
    sa.Column('seat_number', sa.Integer(), nullable=False),
    sa.Column('organisation_code', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_recusal_releases')),
    sa.CheckConstraint('item_number <= 200', name=op.f('ck_recusal_item_number_maximum')),
    sa.CheckConstraint('item_number >= 1', name=op.f('ck_recusal_item_number_minimum')),
    sa.CheckConstraint('seat_number <= 500', name=op.f('ck_recusal_seat_number_maximum')),
    sa.CheckConstraint('seat_number >= 1', name=op.f('ck_recusal_seat_number_minimum')),
    sa.PrimaryKeyConstraint('province_code', 'meeting_code', 'item_number', 'seat_number', 'to_release', name='pk_recusal'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('recusal', schema=None) as batch_op:
        batch_op.create_index('ix_recusal_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_recusal_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))

    op.create_table('resolution',
    sa.Column('province_code', sa.Text(), nullable=False),
    sa.Column('resolution_code', sa.Text(), nullable=False),
    sa.Column('meeting_code', sa.Text(), nullable=False),
    sa.Column('item_number', sa.Integer(), nullable=False),
    sa.Column('subject_kind', sa.Text(), nullable=True),
    sa.Column('subject_code', sa.Text(), nullable=True),
    sa.Column('resolution', sa.Text(), nullable=False),
    sa.Column('resolution_outcome', sa.Text(), nullable=False),
    sa.Column('votes_for', sa.Integer(), nullable=True),
    sa.Column('votes_against', sa.Integer(), nullable=True),
    sa.Column('votes_abstained', sa.Integer(), nullable=True),
    sa.Column('has_casting_vote', queries.tables.storage.Flag(), nullable=True),
    sa.Column('dissent', sa.Text(), nullable=True),
    sa.Column('responsible_organisation_code', sa.Text(), nullable=True),
    sa.Column('due_on', queries.tables.storage.Day(), nullable=True),
    sa.Column('done_on', queries.tables.storage.Day(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('source_sheet', sa.Text(), nullable=True),
    sa.Column('source_row', sa.Integer(), nullable=True),
    sa.Column('from_release', sa.Integer(), nullable=False),
    sa.Column('to_release', sa.Integer(), server_default=sa.text('(2147483647)'), nullable=False),
    sa.CheckConstraint('from_release < to_release', name=op.f('ck_resolution_releases')),
    sa.CheckConstraint('item_number <= 200', name=op.f('ck_resolution_item_number_maximum')),
    sa.CheckConstraint('item_number >= 1', name=op.f('ck_resolution_item_number_minimum')),
    sa.CheckConstraint('votes_abstained <= 1000', name=op.f('ck_resolution_votes_abstained_maximum')),
    sa.CheckConstraint('votes_abstained >= 0', name=op.f('ck_resolution_votes_abstained_minimum')),
    sa.CheckConstraint('votes_against <= 1000', name=op.f('ck_resolution_votes_against_maximum')),
    sa.CheckConstraint('votes_against >= 0', name=op.f('ck_resolution_votes_against_minimum')),
    sa.CheckConstraint('votes_for <= 1000', name=op.f('ck_resolution_votes_for_maximum')),
    sa.CheckConstraint('votes_for >= 0', name=op.f('ck_resolution_votes_for_minimum')),
    sa.PrimaryKeyConstraint('province_code', 'resolution_code', 'to_release', name='pk_resolution'),
    sqlite_strict=True,
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('resolution', schema=None) as batch_op:
        batch_op.create_index('ix_resolution_from_release', ['from_release'], unique=False)
        batch_op.create_index('ix_resolution_to_release', ['to_release'], unique=False, sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))



def downgrade() -> None:
    with op.batch_alter_table('resolution', schema=None) as batch_op:
        batch_op.drop_index('ix_resolution_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_resolution_from_release')

    op.drop_table('resolution')
    with op.batch_alter_table('recusal', schema=None) as batch_op:
        batch_op.drop_index('ix_recusal_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_recusal_from_release')

    op.drop_table('recusal')
    op.drop_table('meeting_cursor')
    with op.batch_alter_table('meeting_attendance', schema=None) as batch_op:
        batch_op.drop_index('ix_meeting_attendance_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_meeting_attendance_from_release')

    op.drop_table('meeting_attendance')
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index('ix_meeting_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_meeting_from_release')

    op.drop_table('meeting')
    with op.batch_alter_table('item_record', schema=None) as batch_op:
        batch_op.drop_index('ix_item_record_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_item_record_from_release')

    op.drop_table('item_record')
    with op.batch_alter_table('instruction', schema=None) as batch_op:
        batch_op.drop_index('ix_instruction_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_instruction_from_release')

    op.drop_table('instruction')
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.drop_index('ix_finding_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_finding_from_release')

    op.drop_table('finding')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index('ix_draft_meeting_code')

    op.drop_table('draft')
    with op.batch_alter_table('committee_question', schema=None) as batch_op:
        batch_op.drop_index('ix_committee_question_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_committee_question_from_release')

    op.drop_table('committee_question')
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.drop_index('ix_agenda_item_to_release', sqlite_where=sa.text('to_release < 2147483647'), postgresql_where=sa.text('to_release < 2147483647'))
        batch_op.drop_index('ix_agenda_item_from_release')

    op.drop_table('agenda_item')
